from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from planning.cards.refuse_card import RefusedCard
from planning.office import DecisionInPlan, Office, OwnItemDecision
from samplan.contracts.codes import Agency


class DatedAhead(Refused):
    """As in a form: what has happened is dated today at the latest."""

    code = "in_the_future"
    status = 422
    title: ClassVar[str] = "The date is in the future: state what has happened once it has"


class ApplyCard(Command[Office]):
    """What a card asks for, by the rules of the API. A card that has been answered stays answered.

    One that rests on a consent is refused while an end may be unread, as over HTTP (C-06).
    `keeper`: the agency whose plans the card is about; another keeper's service leaves the card to it.
    """

    card_id: UUID
    keeper: Agency
    asked: DecisionInPlan

    def carry_out(self, work: Records, office: Office) -> None:
        if self.keeper != office.keeper or work.find(RefusedCard, self.card_id):
            return
        if self.asked.occurred_on > office.today():
            raise DatedAhead
        if not isinstance(self.asked, OwnItemDecision):
            work.require_open()
        self.asked.carry_out(work, office)
