"""The facts whose contract event differs from them: each of the others is published by name, or private."""

from chassis.decisions.published import Beside, Publishing, published_as
from planning.cards.refuse_card import CardRefused
from planning.obstacles.obstacle import ObstacleReopened
from planning.opening.programme_entered import ProgrammeEntered
from samplan.contracts.codes import Agency
from samplan.contracts.planning import cards as published
from samplan.contracts.planning.plans import ObstacleReported
from samplan.contracts.planning.revisions import ClockResumed

publish = Publishing(
    {
        ObstacleReopened: published_as(ObstacleReported),
        ProgrammeEntered: published_as(ClockResumed),
    }
)

_rejected = published_as(published.CardRejected)


def rejections_to(agency: Agency) -> Beside:
    """The answers to one agency's cards, on a topic that it alone reads."""
    return Beside(
        published.CardRejected,
        {CardRefused: lambda fact: _rejected(fact) if fact.agency == agency else None},
        reader=agency.value,
    )
