"""A participant with protected identity is enrolled on the keeper's word: their consents are private."""

from datetime import date
from uuid import UUID

from referral.case.referral import Referral, ReferralStep
from referral.case.step import Step
from referral.meetings.meeting import require_held
from samplan.contracts.codes import Mode


class EnrolledUnderProtection(ReferralStep, private=True):
    """It is published nowhere (C-13), so it names the consent that was given and no participant."""

    TOPIC = "referral.EnrolledUnderProtection"
    consent_id: UUID
    mode: Mode

    def apply(self, referral: Referral) -> None:
        referral.mode = self.mode
        referral.reach(Step.ENROLLED, self.occurred_on)


def enrol_under_protection(referral: Referral, consent_id: UUID, mode: Mode, on: date) -> None:
    require_held(referral, on)
    referral.record(EnrolledUnderProtection, on, consent_id=consent_id, mode=mode)
