from uuid import UUID

from planning.cards.reasons import reason_of, reason_of_unreadable
from planning.cards.refuse_card import RefuseCard, RefusedCard
from samplan.bus.kafka.received import Received
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.contracts.codes import Agency
from samplan.contracts.planning.cards import ActivityCard


def when_card_is_bad_refuse_it(record: Received, error: RuleBroken | None) -> list[RefuseCard]:
    """Whether it is no card at all, or one that a rule refuses. Nothing of its text is kept."""
    place = f"{record.cluster}/{record.topic}/{record.partition}/{record.offset}"
    return [
        RefuseCard(
            card_id=RefusedCard.id_of(record.envelope.id if record.envelope else place),
            agency=Agency(record.topic.partition(".")[0]),
            reason=reason_of_unreadable(record.reason or "") if error is None else reason_of(error),
            partition=record.partition,
            offset=record.offset,
            activity_id=_activity_of(record),
            rule=error.code if error else None,
        )
    ]


def _activity_of(record: Received) -> UUID | None:
    """Of a card whose data cannot be read, such as one of an unknown kind, its subject says which."""
    if isinstance(record.event, ActivityCard):
        return record.event.activity_id
    try:
        return UUID(record.envelope.subject) if record.envelope else None
    except ValueError:
        return None
