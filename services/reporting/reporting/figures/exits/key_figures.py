"""The first figures of the page: participants, exits to work or studies, and the gap between the sexes."""

from reporting.answers.answer import Withheld
from reporting.figures.exits.query import ExitsBySex
from reporting.figures.exits.section import clearest_gap, outcome_name
from reporting.pages.section import KeyFigure
from reporting.pages.wording import Wording


def key_figures(exits: ExitsBySex, say: Wording) -> tuple[KeyFigure, ...]:
    return (_participants(exits, say), _counted(exits, say), _gap(exits, say))


def _participants(exits: ExitsBySex, say: Wording) -> KeyFigure:
    reached = exits.starters
    return KeyFigure(
        order=10,
        name=say.text("Participants"),
        value=say.count(reached.total),
        note=say.text("{women} women, {men} men", women=say.count(reached.women), men=say.count(reached.men)),
    )


def _counted(exits: ExitsBySex, say: Wording) -> KeyFigure:
    counted = next(
        each.of_starters.total for each in exits.outcomes if each.indicator == "to_work_or_studies"
    )
    return KeyFigure(
        order=20,
        name=say.text("To work or studies"),
        value=say.count(counted.numerator),
        note=say.text("{share} of the participants", share=say.share(counted)) if counted.fraction else "",
    )


def _gap(exits: ExitsBySex, say: Wording) -> KeyFigure:
    gap = clearest_gap(exits)
    if gap is None:
        return KeyFigure(order=40, name=say.text("Women against men"), value=Withheld.WITHHELD)
    return KeyFigure(
        order=40,
        name=say.text("{outcome}, women against men", outcome=outcome_name(gap.indicator, say)),
        value=say.number(gap.points, 2),
        note=say.text(
            "percentage points, 95% interval {low} to {high}",
            low=say.number(gap.low, 2),
            high=say.number(gap.high, 2),
        ),
    )
