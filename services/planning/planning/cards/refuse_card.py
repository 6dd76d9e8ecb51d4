from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent
from planning.office import Office
from samplan.contracts.codes import Agency
from samplan.contracts.codes.items import CardReason


class RefusedCardFact(DomainEvent, private=True):
    """Private: its sender alone is told, on a topic of its own."""


class CardRefused(Created, RefusedCardFact, private=True):
    """Codes and the card's place: nothing of its content but the sender's own id of the activity."""

    TOPIC = "planning.CardRefused"
    agency: Agency
    reason: CardReason
    partition: int
    offset: int
    activity_id: UUID | None
    rule: str | None
    occurred_on: date


class RefusedCard(Aggregate):
    TOPIC = "planning.RefusedCard"
    Event = RefusedCardFact

    def __init__(self, **_: object) -> None:
        """Nothing is decided over it: that it exists is all."""

    @staticmethod
    def id_of(card: str) -> UUID:
        """By the card's `ce_id`, or by its place when it has none that can be read."""
        return uuid5(NAMESPACE_URL, card)


class RefuseCard(Command[Office]):
    """Answers a card that cannot be applied, once."""

    card_id: UUID
    agency: Agency
    reason: CardReason
    partition: int
    offset: int
    activity_id: UUID | None
    rule: str | None

    def carry_out(self, work: Records, office: Office) -> None:
        if work.find(RefusedCard, self.card_id):
            return
        refused = RefusedCard.begin(
            CardRefused,
            self.card_id,
            agency=self.agency,
            reason=self.reason,
            partition=self.partition,
            offset=self.offset,
            activity_id=self.activity_id,
            rule=self.rule,
            occurred_on=office.today(),
        )
        work.add(refused)
