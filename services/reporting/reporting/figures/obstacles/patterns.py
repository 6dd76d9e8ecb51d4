"""Obstacles by agency, and those of one kind at one agency that are at least five."""

from collections.abc import Iterator

from reporting.figures.obstacles.query import Obstacles
from reporting.figures.obstacles.section import kind_name, lasting_columns, lasting_row
from reporting.pages.section import Row, Section, Table
from reporting.pages.wording import Wording
from samplan.contracts.agency_names import agency_name
from samplan.contracts.codes import Agency


def pattern_sections(answer: Obstacles, say: Wording) -> tuple[Section, ...]:
    if not answer.agencies:
        return ()
    section = Section(
        id="obstacles-patterns",
        within="obstacles",
        topic=say.text("Obstacles by agency, and patterns"),
        finding=_finding(answer, say),
        chart=None,
        table=Table(
            caption=say.text("Obstacles by agency, and those of one kind at one agency"),
            columns=(say.text("Agency or pattern"), *lasting_columns(say)),
            rows=tuple(_rows(answer, say)),
        ),
        definition=say.text(
            "A pattern is at least five obstacles of one kind at one agency, open or resolved. One that is "
            "reported again after it was resolved is one obstacle."
        ),
    )
    return (section,)


def _rows(answer: Obstacles, say: Wording) -> Iterator[Row]:
    for one in answer.agencies:
        yield lasting_row(agency_name(Agency(one.agency)), one.obstacles, say)
    for pattern in answer.patterns:
        name = f"{kind_name(pattern.kind, say)}, {agency_name(Agency(pattern.agency))}"
        yield lasting_row(name, pattern.obstacles, say)


def _finding(answer: Obstacles, say: Wording) -> str:
    if not answer.patterns:
        return say.text("No five obstacles are of one kind at one agency")
    most = answer.patterns[0]
    return say.texts(
        "{number} pattern; most often: {kind}, {agency}",
        "{number} patterns; most often: {kind}, {agency}",
        len(answer.patterns),
        kind=kind_name(most.kind, say),
        agency=agency_name(Agency(most.agency)),
    )
