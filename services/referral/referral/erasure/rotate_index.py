from collections.abc import Iterator
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral
from referral.office.office import Index, Office
from referral.persons.person_referrals import all_referrals
from referral.persons.replaced import all_replacements
from referral.replacements.number_replacement import NumberReplacement
from samplan.privacy.personnummer import Personnummer


class RotateIndex(Command[Office]):
    """An operator asks: find every person under the new key alone. `index`: the one under the new key."""

    index: Index

    def carry_out(self, work: Records, office: Office) -> int:
        """How many persons are found."""
        found = [
            (form.participant.personnummer, referral.person)
            for referral in (work.load(Referral, one) for one in all_referrals(work))
            if (form := office.persons.form_of(referral)) and form.participant.personnummer
        ]
        return office.persons.reindex([*found, *_replaced(work, office)], self.index, work)


def _replaced(work: Records, office: Office) -> Iterator[tuple[Personnummer, UUID]]:
    """Numbers that no form may say: each is its own person's, whatever a later form of theirs says."""
    for replacement_id in all_replacements(work):
        one = work.load(NumberReplacement, replacement_id)
        for sealed, person in ((one.sealed_old, one.replaced), (one.sealed_new, one.standing)):
            if number := office.persons.opened_number(sealed, one.id):
                yield number, person
