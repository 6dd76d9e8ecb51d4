"""The facts on the way to an agreement, and after it."""

from datetime import date

from services.planning.tests.examples import DAY_60, DAY_61, KEEPER, MARCH_14, MAY_2

from planning.agreement.agree_for_participant import ParticipantAgreed
from planning.agreement.agree_plan import AgencyAgreed
from planning.agreement.revise_plan import PlanRevised
from planning.clock.deadline import PlanDeadlineMissTakenBack
from samplan.contracts.codes import Agency
from samplan.testing.given import Fact, fact


def agency_agreed(agency: Agency, on: date = MARCH_14) -> Fact:
    return fact(AgencyAgreed, agency=agency, occurred_on=on, shared=False)


def participant_agreed(on: date = MARCH_14) -> Fact:
    return fact(ParticipantAgreed, occurred_on=on, shared=False)


def revised(agency: Agency = KEEPER, on: date = MAY_2) -> Fact:
    return fact(PlanRevised, agency=agency, occurred_on=on, shared=True)


def miss_taken_back(*, shared: bool = True) -> Fact:
    return fact(PlanDeadlineMissTakenBack, due_on=DAY_60, occurred_on=DAY_61, shared=shared)
