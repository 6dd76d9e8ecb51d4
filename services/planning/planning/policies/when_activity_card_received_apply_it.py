from collections.abc import Mapping
from types import MappingProxyType

from planning.activities.complete_activity import CompleteActivity
from planning.activities.interrupt_activity import InterruptActivity
from planning.activities.propose_activity import ProposeActivity
from planning.activities.replan_activity import ReplanActivity
from planning.activities.start_activity import StartActivity
from planning.activities.start_planned_activity import StartPlannedActivity
from planning.cards.apply_card import ApplyCard
from planning.cards.refuse_card import RefusedCard
from planning.office import DecisionInPlan
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import Envelope
from samplan.contracts.planning import cards

ASKS: Mapping[type[cards.ActivityCard], type[DecisionInPlan]] = MappingProxyType(
    {
        cards.OwnActivityPlanned: ProposeActivity,
        cards.OwnActivityStarted: StartActivity,
        cards.PlannedActivityStarted: StartPlannedActivity,
        cards.OwnActivityReplanned: ReplanActivity,
        cards.OwnActivityCompleted: CompleteActivity,
        cards.OwnActivityInterrupted: InterruptActivity,
    }
)
"""The command of the API that each card stands for: its members have the same names."""


def when_activity_card_received_apply_it(card: cards.ActivityCard, envelope: Envelope) -> list[ApplyCard]:
    """The caller is the agency of the topic, its only writer."""
    by = Agency(envelope.source.split("/")[1])
    stated = {name: getattr(card, name) for name in card.__struct_fields__ if name != "keeper"}
    stated["activity_id"] = cards.plan_activity_id_of(by, card.plan_id, card.activity_id)
    asked = ASKS[type(card)](by=by, **stated)
    return [ApplyCard(card_id=RefusedCard.id_of(envelope.id), keeper=card.keeper, asked=asked)]
