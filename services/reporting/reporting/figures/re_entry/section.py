"""Who is enrolled again within a year of the exit."""

from reporting.figures.re_entry.query import MONTHS, ReEntry, Returned
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording


def re_entry_section(answer: ReEntry, say: Wording) -> Section:
    return Section(
        id="re-entry",
        topic=say.text("Re-entry within a year"),
        finding=_finding(answer, say),
        chart=None,
        table=_table(answer, say),
        definition=say.text(
            "Those enrolled again after an exit, under the same consent: under another one no participant is "
            "known again. People who are followed for less than a year count for as long as they are "
            "(Kaplan-Meier)."
        ),
    )


def _finding(answer: ReEntry, say: Wording) -> str:
    if not answer.total:
        return say.text("No participant could be followed for three months after the exit yet")
    last = answer.total[-1]
    return say.text(
        "{months} months after the exit, {share} have been enrolled again ({low} to {high})",
        months=say.number(last.months),
        share=say.percent(last.returned, 1),
        low=say.number(last.low, 1),
        high=say.percent(last.high, 1),
    )


def _table(answer: ReEntry, say: Wording) -> Table:
    return Table(
        caption=say.text("Enrolled again, by months from the exit"),
        columns=(say.text("Months"), say.text("Women"), say.text("Men"), say.text("Total")),
        rows=tuple(_row(months, answer, say) for months in MONTHS),
    )


def _row(months: int, answer: ReEntry, say: Wording) -> Row:
    curves = (answer.women, answer.men, answer.total)
    points = (next((one for one in curve if one.months == months), None) for curve in curves)
    return Row(name=say.number(months), cells=tuple(_cell(one, say) for one in points))


def _cell(one: Returned | None, say: Wording) -> Cell:
    if one is None:
        return Cell(text=NOT_MEASURED)
    interval = say.text("{low} to {high}", low=say.percent(one.low, 1), high=say.percent(one.high, 1))
    return Cell(text=say.percent(one.returned, 1), note=interval)
