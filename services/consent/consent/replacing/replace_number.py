from dataclasses import field
from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from consent.consent import Office
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.number_replacements.number_replacement import NumberReplaced, NumberReplacement, Standing
from consent.number_replacements.only_the_keeper import require_keeper
from consent.replacing.shared_by_all_ids import share_what_holds
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency
from samplan.privacy.linked_persons import ReplacementReason
from samplan.privacy.personnummer import Personnummer

NewNumber = Annotated[Personnummer, "another than the old one"]


class NumberNotKnown(Refused):
    code = "number_not_known"
    title: ClassVar[str] = "Nobody takes part by the old number"


class AlreadyReplaced(Refused):
    """The two numbers are one person's already, or the id that would give way has given way before."""

    code = "already_replaced"
    title: ClassVar[str] = "The participant id already gives way to another"


class ReplaceNumber(
    Command[Office],
    path="",
    sv="Notera bytt personnummer",
    en="Record a replaced personnummer",
    creates=True,
):
    """From now on either number finds the id that stands. Consents stay with the id they were given for.

    Blocks, a death and emergency access that hold for one of the ids hold for each from now on.
    `standing`: whether the participant id of the old or of the new number stands for the person from now on.
    """

    replacement_id: UUID = field(default_factory=uuid4)
    old_number: Personnummer
    new_number: NewNumber
    standing: Standing
    reason: ReplacementReason
    replaced_at: datetime = field(default_factory=now_utc)
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> NumberReplacement:
        require_keeper(self.by, office)
        old = office.identities.find(self.old_number, work)
        if old is None:
            raise NumberNotKnown
        new = office.identities.find_or_register(self.new_number, self.occurred_on, work)
        if old == new:
            raise AlreadyReplaced
        ids = {*PARTICIPANTS.linked(old, work), *PARTICIPANTS.linked(new, work)}
        share_what_holds(ids, self.occurred_on, self.replaced_at, work)
        return work.add(self.decide(old, new))

    def decide(self, old: UUID, new: UUID) -> NumberReplacement:
        standing, replaced = (old, new) if self.standing is Standing.OLD else (new, old)
        return NumberReplacement.begin(
            NumberReplaced,
            self.replacement_id,
            replaced=replaced,
            standing=standing,
            reason=self.reason,
            occurred_on=self.occurred_on,
        )
