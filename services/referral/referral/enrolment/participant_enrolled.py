from datetime import date
from uuid import UUID

from referral.case.referral import Referral, ReferralStep
from referral.case.sharing import Rested
from referral.case.step import Step
from referral.meetings.meeting import require_held
from samplan.contracts.codes import AgeBand, Agency, IncomeSupport, Mode, Sex


class ParticipantEnrolled(ReferralStep):
    TOPIC = "referral.ParticipantEnrolled"
    participant_id: UUID
    consent_id: UUID
    mode: Mode
    programme: str
    referring_agency: Agency
    sex: Sex
    age_band: AgeBand
    income_support: IncomeSupport
    contract_version: int = 1
    plan_keeper: Agency | None = None

    def apply(self, referral: Referral) -> None:
        referral.participant_id = referral.participant_id or self.participant_id
        referral.mode = self.mode
        referral.reach(Step.ENROLLED, self.occurred_on)


def enrol(
    referral: Referral,
    rested: Rested,
    mode: Mode,
    *,
    contract_version: int,
    plan_keeper: Agency | None,
    on: date,
) -> None:
    """With a consent that is in force that day: `consent_for` (R-06)."""
    require_held(referral, on)
    referral.record(
        ParticipantEnrolled,
        on,
        **rested.sharing.members,
        participant_id=rested.participant_id,
        consent_id=rested.consent_id,
        mode=mode,
        programme=referral.programme,
        referring_agency=referral.referring_agency,
        sex=referral.sex,
        age_band=referral.age_band,
        income_support=referral.income_support,
        contract_version=contract_version,
        plan_keeper=plan_keeper,
    )
