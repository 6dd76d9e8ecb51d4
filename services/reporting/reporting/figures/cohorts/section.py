"""How long people stay, and who leaves to work or studies, by the half-year of their enrolment."""

from reporting.figures.cohorts.query import MONTHS, Cohort, Cohorts, Curve, Point
from reporting.pages.palette import INK, LINE, QUIET, SEX, base, grid
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording

YEAR = 12


def cohorts_section(answer: Cohorts, say: Wording) -> Section:
    together = answer.all_together
    return Section(
        id="cohorts",
        topic=say.text("From entry to exit"),
        finding=cohorts_finding(together, say),
        chart=_option(together, say) if together and together.total.points else None,
        table=_table(answer, say),
        definition=say.text(
            "By the half-year of enrolment. People who are still enrolled count for as long as they have "
            "been (Kaplan-Meier; exits to work or studies by Aalen-Johansen)."
        ),
    )


def _after(curve: Curve, months: int) -> Point | None:
    return next((point for point in curve.points if point.months == months), None)


def cohorts_finding(together: Cohort | None, say: Wording) -> str:
    """After a year, or after as many months as anybody has been followed: most leave within one."""
    if together is None:
        return say.text("Nobody to follow from enrolment to exit yet")
    women, men = ({point.months: point for point in one.points} for one in (together.women, together.men))
    if months := max((month for month in women.keys() & men if month <= YEAR), default=0):
        return say.text(
            "{months} months after enrolment, {women} of the women and {men} of the men "
            "have gone to work or studies",
            months=say.number(months),
            women=say.percent(women[months].to_work_or_studies, 1),
            men=say.percent(men[months].to_work_or_studies, 1),
        )
    if known := [point for point in together.total.points if point.months <= YEAR]:
        return say.text(
            "{months} months after enrolment, {people} have gone to work or studies",
            months=say.number(known[-1].months),
            people=say.percent(known[-1].to_work_or_studies, 1),
        )
    return say.text("Nobody could be followed for three months yet")


def _table(answer: Cohorts, say: Wording) -> Table:
    return Table(
        caption=say.text("A year after enrolment, by the half-year of enrolment"),
        columns=(
            say.text("Enrolled"),
            say.text("People"),
            say.text("Still enrolled"),
            say.text("Women to work or studies"),
            say.text("Men to work or studies"),
        ),
        rows=tuple(_row(cohort, say) for cohort in answer.cohorts),
    )


def _row(cohort: Cohort, say: Wording) -> Row:
    women, men = (_after(curve, YEAR) for curve in (cohort.women, cohort.men))
    return Row(
        name=f"{cohort.first_day:%Y-%m} – {cohort.last_day:%Y-%m}",
        cells=(
            Cell(text=say.count(cohort.people.total)),
            _remaining(_after(cohort.total, YEAR), say),
            _counted(women, say),
            _counted(men, say),
        ),
    )


def _remaining(point: Point | None, say: Wording) -> Cell:
    if point is None:
        return Cell(text=NOT_MEASURED)
    interval = say.text("{low} to {high}", low=say.percent(point.low, 1), high=say.percent(point.high, 1))
    return Cell(text=say.percent(point.remaining, 1), note=interval)


def _counted(point: Point | None, say: Wording) -> Cell:
    return Cell(text=NOT_MEASURED if point is None else say.percent(point.to_work_or_studies, 1))


def _option(together: Cohort, say: Wording) -> Option:
    """To work or studies by months since enrolment, women and men."""
    curves = ((say.text("Women"), together.women), (say.text("Men"), together.men))
    return base(
        grid=grid(left=44, right=64, top=32, bottom=44),
        xAxis={
            "type": "value",
            "min": 0,
            "max": MONTHS[-1],
            "interval": 6,
            "name": say.text("Months from enrolment"),
            "nameLocation": "middle",
            "nameGap": 26,
            "nameTextStyle": {"color": QUIET, "fontSize": 14},
            "axisLabel": {"color": QUIET, "fontSize": 13},
            "splitLine": {"show": False},
        },
        yAxis={
            "type": "value",
            "min": 0,
            "name": "%",
            "axisLabel": {"color": QUIET, "fontSize": 13},
            "splitLine": {"lineStyle": {"color": LINE}},
        },
        series=[_line(name, curve, colour) for (name, curve), colour in zip(curves, SEX, strict=True)],
    )


def _line(name: str, curve: Curve, colour: str) -> Option:
    points = [[0, 0.0], *([point.months, point.to_work_or_studies] for point in curve.points)]
    return {
        "type": "line",
        "silent": True,
        "symbolSize": 7,
        "lineStyle": {"color": colour, "width": 2},
        "itemStyle": {"color": colour},
        "labelLayout": {"moveOverlap": "shiftY"},
        "endLabel": {"show": True, "formatter": name, "color": INK, "fontSize": 14},
        "data": points,
    }
