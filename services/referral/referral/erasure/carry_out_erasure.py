from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.erasures import is_from_issuer
from referral.case.referral import Referral
from referral.closed_loop.plan_feed import forget_all
from referral.consents.participants_in_force import has_consent_in_force
from referral.consents.referral_consents import participant_about, referrals_about
from referral.erasure.referral_erasure import ReferralErasure
from referral.office.office import Office
from referral.persons.open_referrals import has_open_referral
from referral.persons.person_referrals import referrals_of
from referral.persons.replaced import PERSONS
from samplan.contracts.codes.erasures import ErasureOutcome, RetentionGround


class NotErased(Exception):
    """The key store has not destroyed the key that it was asked to destroy."""


class CarryOutErasure(Command[Office]):
    """Run by the clock: destroy the keys of everything sealed about the participant, then acknowledge it.

    A key store or an erasure log that cannot be written fails it: nothing is recorded, and the next tick
    tries again. While a referral of the person is open, or a new consent covers one (they have come back), it
    is retained; the tick after its end erases it.
    """

    erasure_id: UUID
    as_of: date

    def carry_out(self, work: Records, office: Office) -> None:
        erasure = work.load(ReferralErasure, self.erasure_id)
        if erasure.is_carried_out or not is_from_issuer(erasure, work):
            return
        persons = persons_of(erasure.participant_id, work)
        if any(_has_open_case(person, self.as_of, work) for person in persons):
            erasure.acknowledge(ErasureOutcome.RETAINED, RetentionGround.OPEN_CASE, self.as_of)
            return
        erase_all(persons, work, office)
        forget_all(erasure.participant_id, work)
        erasure.acknowledge(ErasureOutcome.ERASED, None, self.as_of)


def _has_open_case(person: UUID, on: date, work: Records) -> bool:
    referrals = referrals_of(person, work)
    return has_open_referral(person, work) or has_consent_in_force(referrals, on, work)


def persons_of(participant_id: UUID, work: Records) -> list[UUID]:
    """Whom a consent has said that the participant is, by any number of theirs."""
    found = set[UUID]()
    for referral_id in referrals_about(participant_id, work):
        referral = work.load(Referral, referral_id)
        if (referral.participant_id or participant_about(referral_id, work)) == participant_id:
            found |= {*PERSONS.linked(referral.person, work)}
    return sorted(found)


def erase_all(persons: Iterable[UUID], work: Records, office: Office) -> None:
    """Forget the numbers and destroy the keys. Raises NotErased if a form can still be opened."""
    everyone = list(persons)
    for person in everyone:
        office.persons.forget_person(person, work)
        office.persons.erase(person)
    referrals = (work.load(Referral, one) for person in everyone for one in referrals_of(person, work))
    if any(office.persons.form_of(one) for one in referrals):
        raise NotErased
