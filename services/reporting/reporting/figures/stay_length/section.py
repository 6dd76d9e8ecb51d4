"""How long those who have left had stayed, in months."""

from reporting.answers.answer import BySex
from reporting.figures.stay_length.query import MonthBin, StayLength
from reporting.pages.palette import INK, LINE, MAIN, QUIET, base, grid, label
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording


def stay_length_section(answer: StayLength, say: Wording) -> Section:
    return Section(
        id="stay-length",
        topic=say.text("Length of stay"),
        finding=_finding(answer, say),
        chart=_option(answer, say) if answer.people.total else None,
        table=_table(answer, say),
        definition=say.text(
            "Those who have left, from the enrolment to the exit. Who is still enrolled is not among them: "
            "see From entry to exit."
        ),
    )


def _finding(answer: StayLength, say: Wording) -> str:
    if answer.total.median is None:
        return say.text("No participant has left yet")
    days = say.number(answer.total.median)
    if answer.within_guideline is None:
        return say.text("Half of those who have left had stayed for {days} days or less", days=days)
    return say.text(
        "Half of those who have left had stayed for {days} days or less; "
        "{share} for less than {months} months",
        days=days,
        share=say.share(answer.within_guideline.share.total),
        months=say.count(answer.guideline_months),
    )


def _table(answer: StayLength, say: Wording) -> Table:
    medians = tuple(
        Cell(text=NOT_MEASURED if one.median is None else say.number(one.median))
        for one in (answer.women, answer.men, answer.total)
    )
    return Table(
        caption=say.text("People who have left, by months from the enrolment"),
        columns=(say.text("Months"), say.text("Women"), say.text("Men"), say.text("Total")),
        rows=(
            *(Row(name=_name(one), cells=_cells(one.people, say)) for one in answer.bins),
            Row(name=say.text("All"), cells=_cells(answer.people, say), is_total=True),
            Row(name=say.text("Median in days"), cells=medians),
        ),
    )


def _name(one: MonthBin) -> str:
    if one.last_month is None:
        return f"{one.first_month}+"
    return "–".join(dict.fromkeys((f"{one.first_month}", f"{one.last_month}")))


def _cells(people: BySex, say: Wording) -> tuple[Cell, ...]:
    return tuple(Cell(text=say.count(number)) for number in (people.women, people.men, people.total))


def _option(answer: StayLength, say: Wording) -> Option:
    return base(
        grid=grid(left=8, right=8, top=28, bottom=44),
        xAxis={
            "type": "category",
            "data": [_name(one) for one in answer.bins],
            "name": say.text("Months"),
            "nameLocation": "middle",
            "nameGap": 26,
            "nameTextStyle": {"color": QUIET, "fontSize": 14},
            "axisLine": {"lineStyle": {"color": LINE}},
            "axisTick": {"show": False},
            "axisLabel": {"color": QUIET, "fontSize": 13, "interval": 0},
        },
        yAxis={"type": "value", "show": False},
        series=[{"type": "bar", "silent": True, "data": [_bar(one, say) for one in answer.bins]}],
    )


def _bar(one: MonthBin, say: Wording) -> Option:
    text = label(say.count(one.people.total), "top", color=INK)
    return {"value": one.people.total, "itemStyle": {"color": MAIN}, "label": text}
