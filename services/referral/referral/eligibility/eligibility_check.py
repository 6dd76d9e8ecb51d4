"""A dry run of the criteria (R-03): nothing is stored, and no person is named."""

from typing import Annotated

from pydantic import ConfigDict, Field

from chassis.http.dependencies import TheApplication
from chassis.http.fields import Code, PastDate, StrictModel
from referral.access import Reader
from referral.criteria.criteria import Facts
from referral.eligibility.check_eligibility import CheckEligibility
from referral.form.fields import Circumstances, Country
from referral.showing.referral_view import EligibilityView
from samplan.contracts.codes import Agency, Sex


class EligibilityCheck(StrictModel):
    """The facts of a referral date. What is left out makes its criterion unknown."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "programme": "malmokraften",
                    "referredOn": "2021-06-01",
                    "sex": "woman",
                    "bornOn": "1985-06-15",
                    "countryOfBirth": "SY",
                    "circumstances": {"guarantee": "job_and_development", "needsCoordination": True},
                }
            ]
        }
    )

    programme: Annotated[str, Field(pattern="^[a-z0-9-]{1,48}$")]
    referred_on: PastDate
    sex: Code[Sex] | None = None
    born_on: PastDate | None = None
    country_of_birth: Country | None = None
    registered_at_employment_service: bool | None = None
    registered_since: PastDate | None = None
    circumstances: Circumstances = Circumstances()

    def facts(self, agency: Agency) -> Facts:
        return Facts(
            referred_on=self.referred_on,
            referring_agency=agency,
            sex=self.sex,
            born_between=(self.born_on, self.born_on) if self.born_on else None,
            country_of_birth=self.country_of_birth,
            guarantee=self.circumstances.guarantee,
            is_registered=self.registered_at_employment_service,
            registered_since=self.registered_since,
            is_on_sickness_benefit=self.circumstances.on_sickness_benefit,
            needs_coordination=self.circumstances.needs_coordination,
            childcare=self.circumstances.childcare,
        )


def check_eligibility(form: EligibilityCheck, caller: Reader, application: TheApplication) -> EligibilityView:
    """As if the calling agency referred a person with these facts on that day."""
    asked = CheckEligibility(programme=form.programme, facts=form.facts(caller.agency))
    with application.reading() as work:
        return EligibilityView.of_trace(application.handle(asked, work))
