"""How many participants took part in placement, in each period."""

from reporting.answers.rate import Rate
from reporting.figures.placements.query import PlacementPeriod, Placements
from reporting.pages.bars import share_bars
from reporting.pages.names import scope_name
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import Wording


def placements_section(answer: Placements, say: Wording) -> Section:
    together = [one for one in answer.rows if one.scope.is_everything]
    return Section(
        id="placements",
        topic=say.text("Placements"),
        finding=_finding(together, say),
        chart=share_bars([(_name(one, say), one.started.share.total) for one in together], say),
        table=_table(answer, say),
        definition=say.text(
            "Participants who started a placement in the period, of all who have joined the group, and of "
            "those who have not left it before its last day."
        ),
    )


def _finding(together: list[PlacementPeriod], say: Wording) -> str:
    if not together:
        return say.text("No group has begun")
    finding = "; ".join(
        say.text(
            "period {period}: {some} of {people} in placement ({share})",
            period=say.count(one.period),
            some=say.count(one.started.share.total.numerator),
            people=say.count(one.started.share.total.denominator),
            share=say.share(one.started.share.total),
        )
        for one in together
    )
    return finding[:1].upper() + finding[1:]


def _table(answer: Placements, say: Wording) -> Table:
    together = [one for one in answer.rows if one.scope.is_everything]
    parts = [one for one in answer.rows if not one.scope.is_everything]
    return Table(
        caption=say.text("Placements by group and period"),
        columns=(
            say.text("Group and period"),
            say.text("Offered"),
            say.text("Started, of all"),
            say.text("Started, of those still in the group"),
        ),
        rows=tuple(_row(one, say) for one in (*parts, *together)),
    )


def _row(one: PlacementPeriod, say: Wording) -> Row:
    return Row(
        name=_name(one, say),
        cells=tuple(_cell(each, say) for each in (one.offered, one.started, one.started_of_those_in_it)),
        is_total=one.scope.is_everything,
    )


def _name(one: PlacementPeriod, say: Wording) -> str:
    return say.text(
        "{group}, period {period}", group=scope_name(one.scope, say), period=say.count(one.period)
    )


def _cell(one: Rate, say: Wording) -> Cell:
    total = one.share.total
    of = say.text("{part} of {whole}", part=say.count(total.numerator), whole=say.count(total.denominator))
    return Cell(text=say.share(total), note=of)
