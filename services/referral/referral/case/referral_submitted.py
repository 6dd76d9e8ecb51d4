from datetime import date
from uuid import UUID

from chassis.decisions.domain import Created
from referral.case.referral import Referral, ReferralStep
from samplan.contracts.codes import AgeBand, Agency, IncomeSupport, Sex


class ReferralSubmitted(Created, ReferralStep):
    """`sealed`: everything personal the form says, under the key of `person`. The rest is coded."""

    TOPIC = "referral.ReferralSubmitted"
    programme: str
    referring_agency: Agency
    person: UUID
    sealed: str
    sex: Sex
    age_band: AgeBand
    income_support: IncomeSupport
    has_income_support: bool


def submit(
    referral_id: UUID,
    *,
    programme: str,
    referring_agency: Agency,
    person: UUID,
    sealed: str,
    sex: Sex,
    age_band: AgeBand,
    income_support: IncomeSupport,
    has_income_support: bool,
    on: date,
    is_protected: bool = False,
) -> Referral:
    """A new referral, of a complete form."""
    return Referral.begin(
        ReferralSubmitted,
        referral_id,
        programme=programme,
        referring_agency=referring_agency,
        person=person,
        sealed=sealed,
        sex=sex,
        age_band=age_band,
        income_support=income_support,
        has_income_support=has_income_support,
        is_protected=is_protected,
        occurred_on=on,
    )
