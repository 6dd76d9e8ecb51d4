"""The time that each agency has spent on employers."""

from fractions import Fraction

from reporting.figures.employer_time.query import EmployerTime, Spent
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import Wording
from samplan.contracts.agency_names import agency_name


def employer_time_section(answer: EmployerTime, say: Wording) -> Section:
    return Section(
        id="employer-time",
        topic=say.text("Time with employers"),
        finding=_finding(answer.total, say),
        chart=None,
        table=_table(answer, say),
        definition=say.text(
            "The time that agencies have recorded with employers. How many hours a team works is its "
            "agency's own and is not told here: planning shows the agency its share of the target."
        ),
        remarks=_target(answer, say),
    )


def _finding(total: Spent, say: Wording) -> str:
    if not total.contacts:
        return say.text("No contact with an employer is recorded")
    return say.texts(
        "{number} contact with employers has taken {hours} hours",
        "{number} contacts with employers have taken {hours} hours",
        total.contacts,
        hours=_hours(total, say),
    )


def _target(answer: EmployerTime, say: Wording) -> tuple[str, ...]:
    percents = [one.target_percent for one in answer.months if one.target_percent is not None]
    if not percents:
        return ()
    return (say.text("Target: {percent} of the team's time", percent=say.percent(percents[-1], 0)),)


def _table(answer: EmployerTime, say: Wording) -> Table:
    return Table(
        caption=say.text("Contacts with employers, and the time spent on them"),
        columns=(say.text("Agency"), say.text("Contacts"), say.text("Hours")),
        rows=(
            *(Row(name=agency_name(one.agency), cells=_cells(one.spent, say)) for one in answer.agencies),
            Row(name=say.text("All"), cells=_cells(answer.total, say), is_total=True),
        ),
    )


def _cells(spent: Spent, say: Wording) -> tuple[Cell, ...]:
    return Cell(text=say.count(spent.contacts)), Cell(text=_hours(spent, say))


def _hours(spent: Spent, say: Wording) -> str:
    return say.number(Fraction(spent.minutes, 60), 1)
