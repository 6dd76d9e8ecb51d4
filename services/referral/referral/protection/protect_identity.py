"""Protected identity that one referral of a person states holds for all of theirs (C-13)."""

from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from referral.case.protection import Protection
from referral.case.referral import Referral, ReferralFact
from referral.case.step import Step
from referral.persons.person_referrals import referrals_of
from referral.register.table import is_protected
from samplan.contracts.codes import Agency


class IdentityProtected(ReferralFact):
    """First stated after the referral was published. `is_withdrawn`: whether others have to forget it.

    `by`: who has stated it on this referral; None where it was stated on another one of the person.
    """

    TOPIC = "referral.IdentityProtected"
    is_withdrawn: bool
    by: Agency | None = None

    def apply(self, referral: Referral) -> None:
        referral.is_protected = True
        referral.protections = (*referral.protections, Protection(on=self.occurred_on, by=self.by))


def protect_identity(referral: Referral, by: Agency | None, on: date) -> None:
    """From now on it is in no list and no event; receivers are told, as of an error, to forget it.

    Not after enrolment: with the participant's consent others plan with them, and continue.
    """
    if not referral.is_protected:
        withdrawn = referral.participant_id is None and referral.step is not Step.ENTERED_IN_ERROR
        referral.record(IdentityProtected, on, is_withdrawn=withdrawn, by=by)


def protect_all(stated: Referral, by: Agency, on: date, work: Records) -> None:
    """What one referral of the person states holds for all of theirs."""
    for referral_id in referrals_of(stated.person, work):
        protect_identity(work.load(Referral, referral_id), by if referral_id == stated.id else None, on)


def is_person_protected(person: UUID, work: Records) -> bool:
    """Whether a referral of the person states protected identity."""
    return any(is_protected(referral_id, work) for referral_id in referrals_of(person, work))
