from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from referral.office.command import require_keeper
from referral.office.office import Office
from referral.persons.open_referrals import open_for_both
from referral.persons.replaced import PERSONS
from referral.replacements.number_replacement import NumberReplaced, NumberReplacement
from samplan.contracts.codes import Agency
from samplan.privacy.linked_persons import ReplacementReason
from samplan.privacy.personnummer import Personnummer


class SameNumber(Refused):
    code = "same_number"
    status = 422
    title: ClassVar[str] = "The old number is the new one"


class NumberNotKnown(Refused):
    code = "number_not_known"
    title: ClassVar[str] = "Nobody is known here by the old number"


class AlreadyReplaced(Refused):
    code = "already_replaced"
    title: ClassVar[str] = "The old number has been replaced, or is the one that now stands"


class BothHaveOpenReferrals(Refused):
    """`openReferrals`: two to one programme, of which one has to end before the numbers are linked (R-12)."""

    code = "both_have_open_referrals"
    title: ClassVar[str] = "Both numbers have an open referral to one programme"


class ReplaceNumber(
    Command[Office],
    path="",
    sv="Notera bytt personnummer",
    en="Record a replaced personnummer",
    creates=True,
):
    """From now on either number finds the same person.

    409 `both_have_open_referrals` names two to one programme, of which one has to end first.
    """

    by: Agency
    old_number: Personnummer
    new_number: Personnummer
    reason: ReplacementReason
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> NumberReplacement:
        require_keeper(self.by, office)
        replaced, new = self._two_persons(work, office)
        if both := open_for_both(replaced, PERSONS.standing(new, work), work):
            raise BothHaveOpenReferrals(openReferrals=[str(one) for one in both])
        replacement_id = uuid4()
        return work.add(
            NumberReplacement.begin(
                NumberReplaced,
                replacement_id,
                replaced=replaced,
                standing=new,
                reason=self.reason,
                sealed_old=office.persons.seal_number(replaced, self.old_number, replacement_id),
                sealed_new=office.persons.seal_number(new, self.new_number, replacement_id),
                occurred_on=self.occurred_on,
            )
        )

    def _two_persons(self, work: Records, office: Office) -> tuple[UUID, UUID]:
        """Of the old number and of the new. Raises SameNumber, NumberNotKnown, AlreadyReplaced."""
        if self.old_number == self.new_number:
            raise SameNumber
        if not office.persons.knows(self.old_number, work):
            raise NumberNotKnown
        old = office.persons.known_as(self.old_number, work)
        new = office.persons.known_as(self.new_number, work)
        if PERSONS.standing(old, work) != old or PERSONS.standing(new, work) == old:
            raise AlreadyReplaced
        return old, new
