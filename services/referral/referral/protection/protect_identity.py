"""Protected identity that one referral of a person states holds for all of theirs (C-13)."""

from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from referral.case.referral import Referral, ReferralFact
from referral.case.step import Step
from referral.persons.person_referrals import referrals_of
from referral.register.table import is_protected


class IdentityProtected(ReferralFact):
    """First stated after the referral was published. `is_withdrawn`: whether others have to forget it."""

    TOPIC = "referral.IdentityProtected"
    is_withdrawn: bool

    def apply(self, referral: Referral) -> None:
        referral.is_protected = True


def protect_identity(referral: Referral, on: date) -> None:
    """From now on it is in no list and no event; receivers are told, as of an error, to forget it.

    Not after enrolment: with the participant's consent others plan with them, and continue.
    """
    if not referral.is_protected:
        withdrawn = referral.participant_id is None and referral.step is not Step.ENTERED_IN_ERROR
        referral.record(IdentityProtected, on, is_withdrawn=withdrawn)


def protect_all(person: UUID, on: date, work: Records) -> None:
    """What one referral of the person states holds for all of theirs."""
    for referral_id in referrals_of(person, work):
        protect_identity(work.load(Referral, referral_id), on)


def is_person_protected(person: UUID, work: Records) -> bool:
    """Whether a referral of the person states protected identity."""
    return any(is_protected(referral_id, work) for referral_id in referrals_of(person, work))
