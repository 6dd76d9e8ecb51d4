"""P-12: skills, validation, portfolio and studies; the words stay with the agency."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.planning.tests.examples import (
    CITY,
    JANUARY_31,
    KEEPER,
    MARCH_14,
    MAY_2,
    PLAN,
    PLAN_ENDED,
    PLAN_OPENED,
    REVOKED,
    given,
)

from planning.competence.command import CompetenceCommand
from planning.competence.competence import CompetenceOpened, NoSuchValidation, ValidationIsAnswered
from planning.competence.draw_up import MapSkills, SkillsMapped, StudyPlanDrawnUp
from planning.competence.receive_admission_decision import (
    AdmissionDecisionReceived,
    NoStudyPlan,
    ReceiveAdmissionDecision,
)
from planning.competence.validate import (
    CompleteValidation,
    RefuseValidation,
    ValidationCompleted,
    ValidationRefused,
    ValidationRequested,
)
from planning.plan import Plan
from planning.plan.refusals import BeforeTheStart, PlanHasEnded
from samplan.contracts.codes.records import Admission, ValidationRefusal
from samplan.testing import given as specs
from samplan.testing.given import Fact, Outcome, fact
from samplan.testing.harness import ServiceUnderTest

VALIDATION = UUID("4b6f8c2e-1d3a-4e5f-9a7b-8c9d0e1f2a12")
PATH = f"/v1/plans/{PLAN}/competence"
OPENED = fact(CompetenceOpened, plan_id=PLAN, agency=CITY, shared=True, published_under=None)
ASKS: dict[str, Any] = {"plan_id": PLAN, "by": CITY}
NO_CAPACITY: dict[str, Any] = {"validation_id": VALIDATION, "reason": ValidationRefusal.NO_CAPACITY}


def recorded(kind: Any, on: date = MARCH_14, **members: Any) -> Fact:
    common = {"plan_id": PLAN, "agency": CITY, "sealed": None, "shared": True, "published_under": None}
    return fact(kind, **common, **members, occurred_on=on)


REQUESTED = recorded(ValidationRequested, validation_id=VALIDATION)
COMPLETED = recorded(ValidationCompleted, MAY_2, validation_id=VALIDATION)


def decided(command: CompetenceCommand, *facts: Fact, plan_facts: Any = PLAN_OPENED) -> Outcome:
    plan: Plan = given(*plan_facts, id=PLAN).aggregate(Plan)
    return specs.given(OPENED, *facts).when(lambda one: command.decide(one, plan, None))


class TestValidation:
    def test_is_refused_for_lack_of_capacity(self) -> None:
        refuse = RefuseValidation(**ASKS, **NO_CAPACITY, occurred_on=MAY_2)
        decided(refuse, REQUESTED).then(fact(ValidationRefused, **NO_CAPACITY, shared=True))

    def test_is_answered_once(self) -> None:
        complete = CompleteValidation(**ASKS, validation_id=VALIDATION, occurred_on=MAY_2)
        decided(complete, REQUESTED).then(fact(ValidationCompleted, validation_id=VALIDATION))
        decided(complete, REQUESTED, COMPLETED).then_refused(ValidationIsAnswered)
        decided(complete).then_refused(NoSuchValidation)

    def test_is_not_answered_before_its_request(self) -> None:
        early = CompleteValidation(**ASKS, validation_id=VALIDATION, occurred_on=JANUARY_31)
        decided(early, REQUESTED).then_refused(BeforeTheStart)


class TestAnAdmissionDecision:
    def received(self, on: date) -> ReceiveAdmissionDecision:
        return ReceiveAdmissionDecision(**ASKS, decision=Admission.ADMITTED, occurred_on=on)

    def test_follows_a_study_plan(self) -> None:
        drawn_up = recorded(StudyPlanDrawnUp)
        told = fact(AdmissionDecisionReceived, decision=Admission.ADMITTED, shared=True)
        decided(self.received(MAY_2), drawn_up).then(told)
        decided(self.received(MAY_2)).then_refused(NoStudyPlan)
        decided(self.received(JANUARY_31), drawn_up).then_refused(NoStudyPlan)


@pytest.mark.parametrize(
    ("facts", "on", "refusal"),
    [(PLAN_ENDED, MAY_2, PlanHasEnded), (PLAN_OPENED, JANUARY_31, BeforeTheStart)],
    ids=["after its end", "before it opened"],
)
def test_nothing_is_recorded_outside_the_plan(facts: Any, on: date, refusal: Any) -> None:
    decided(MapSkills(**ASKS, occurred_on=on), plan_facts=facts).then_refused(refusal)
    decided(MapSkills(**ASKS, occurred_on=MARCH_14)).then(fact(SkillsMapped, agency=CITY, shared=True))


def record(service: ServiceUnderTest, what: str, agency: str = CITY, **members: Any) -> Any:
    return service.post(f"{PATH}/{what}", {"occurredOn": "2022-03-14", **members}, agency=agency)


class TestOverHttp:
    def test_an_agency_sees_its_own_words_and_no_other_does(self, opened: ServiceUnderTest) -> None:
        record(opened, "skills-mapping", words="Sju år i storkök").raise_for_status()
        record(opened, "soft-skills", words="Tålmodig").raise_for_status()
        seen = opened.get(PATH, agency=CITY).json()
        assert seen["words"] == {"SkillsMapped": "Sju år i storkök", "SoftSkillsAssessed": "Tålmodig"}
        assert opened.get(PATH, agency=KEEPER).status_code == 404
        stored = b"".join(one.state for one in opened.database.notifications(0, 999))
        assert b"stork" not in stored

    def test_the_team_learns_what_was_done_and_never_the_self_assessment(
        self, opened: ServiceUnderTest
    ) -> None:
        before = len(opened.published())
        record(opened, "soft-skills", words="Tålmodig").raise_for_status()
        [requested] = record(opened, "validations", words="Kock").json()["validations"]
        refusal = f"validations/{requested['validationId']}/refusal"
        record(opened, refusal, reason="no_capacity").raise_for_status()
        for what in ("skills-mapping", "portfolio", "study-plan"):
            record(opened, what).raise_for_status()
        admitted = record(opened, "admission-decision", decision="admitted").json()
        assert admitted["admission"] == {"decision": "admitted", "on": "2022-03-14"}
        assert [type(one).__name__ for one in opened.published()[before:]] == [
            "ValidationRequested",
            "ValidationRefused",
            "SkillsMapped",
            "PortfolioDrawnUp",
            "StudyPlanDrawnUp",
            "AdmissionDecisionReceived",
        ]

    def test_after_a_revocation_an_agency_reads_its_own_and_adds_nothing(
        self, opened: ServiceUnderTest
    ) -> None:
        record(opened, "skills-mapping").raise_for_status()
        opened.receive(REVOKED)
        assert opened.get(PATH, agency=CITY).json()["skillsMappedOn"] == "2022-03-14"
        assert record(opened, "portfolio").status_code in (403, 404)
