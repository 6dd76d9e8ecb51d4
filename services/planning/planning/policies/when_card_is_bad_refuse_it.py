from planning.cards.reasons import reason_of, reason_of_unreadable
from planning.cards.refuse_card import RefuseCard, RefusedCard
from samplan.bus.kafka.received import Received
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.contracts.cards import ActivityCard
from samplan.contracts.codes import Agency


def when_card_is_bad_refuse_it(record: Received, error: RuleBroken | None) -> list[RefuseCard]:
    """Whether it is no card at all, or one that a rule refuses. Nothing of its text is kept."""
    place = f"{record.cluster}/{record.topic}/{record.partition}/{record.offset}"
    card = record.event if isinstance(record.event, ActivityCard) else None
    return [
        RefuseCard(
            card_id=RefusedCard.id_of(record.envelope.id if record.envelope else place),
            agency=Agency(record.topic.partition(".")[0]),
            reason=reason_of_unreadable(record.reason or "") if error is None else reason_of(error),
            partition=record.partition,
            offset=record.offset,
            activity_id=card.activity_id if card else None,
            rule=error.code if error else None,
        )
    ]
