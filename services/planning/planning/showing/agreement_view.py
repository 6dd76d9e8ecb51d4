"""What agencies are shown of a plan's agreement."""

from datetime import date
from typing import Self

from chassis.http.fields import View
from planning.plan import Plan
from samplan.contracts.codes import Agency


class AgencyOnView(View):
    agency: Agency
    on: date


class AllAgreedView(View):
    on: date
    agencies: list[Agency]


class AgreementView(View):
    """Who has agreed to the plan as it was proposed or revised last, and the earlier agreements.

    `missing`: the agencies that must still agree today. The participant must while `participantOn` is null.
    """

    is_agreed: bool
    agencies: list[AgencyOnView]
    participant_on: date | None
    missing: list[Agency]
    agreements: list[AllAgreedView]
    revisions: list[AgencyOnView]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        so_far = plan.agreement.so_far
        missing = set() if plan.agreement.holds else plan.must_agree(plan.circle.on) - so_far.agencies.keys()
        return cls(
            is_agreed=plan.agreement.holds,
            agencies=[AgencyOnView(agency=agency, on=on) for agency, on in so_far.agencies.items()],
            participant_on=so_far.participant_on,
            missing=sorted(missing),
            agreements=[AllAgreedView(on=one.on, agencies=list(one.agencies)) for one in plan.agreement.made],
            revisions=[AgencyOnView(agency=one.agency, on=one.on) for one in plan.agreement.revisions],
        )
