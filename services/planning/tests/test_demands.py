"""P-22: what is asked of the participant, and what the agencies owe them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    GRANTED,
    JANUARY_31,
    KEEPER,
    MARCH_14,
    MAY_2,
    OUTSIDER,
    PLAN,
    PLAN_ENDED,
    PLAN_OPENED,
    REVOKED,
    circle,
    given,
)

from planning.demands.answer_demand import DemandIsClosed, DemandMet, DemandNotMet, MeetDemand, MissDemand
from planning.demands.demand import Demand, DemandSet, DueBeforeItIsSet
from planning.plan import CircleToday, Plan
from planning.plan.refusals import AgencyNotInConsent, BeforeTheStart, PlanHasEnded
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import DemandKind
from samplan.contracts.planning import records as published
from samplan.testing import given as specs
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

DEMAND = UUID("8f4f0d60-4e0e-4a6b-9a55-2f6d0c1b7a22")
SET = fact(
    DemandSet,
    plan_id=PLAN,
    agency=CITY,
    kind=DemandKind.HAND_IN_DOCUMENT,
    due_on=MAY_2,
    owed_by=None,
    sealed=None,
    occurred_on=MARCH_14,
    shared=True,
    published_under=None,
)
NEW = f"/v1/plans/{PLAN}/demands"
ASKED = {"kind": "hand_in_document", "dueOn": "2022-05-02", "occurredOn": "2022-03-14"}


def plan(*facts: Fact, under: CircleToday | None = None) -> Plan:
    found: Plan = given(*(facts or PLAN_OPENED), id=PLAN, under=under).aggregate(Plan)
    return found


def set_on(day: date, in_plan: Plan, owed_by: Agency | None = None) -> Demand:
    members: dict[str, Any] = {"agency": CITY, "kind": DemandKind.DECIDE, "due_on": MAY_2, "sealed": None}
    return Demand.set(DEMAND, in_plan, owed_by=owed_by, on=day, **members)


class TestSetDemand:
    def test_is_withheld_without_a_consent(self) -> None:
        for under, shared in ((circle(GRANTED), True), (circle(), False)):
            set_in = specs.given().when(set_on, MARCH_14, plan(under=under))
            set_in.then(fact(DemandSet, owed_by=None, due_on=MAY_2, shared=shared))

    @pytest.mark.parametrize(
        ("day", "facts", "owed_by", "refusal"),
        [
            (date(2022, 5, 3), PLAN_OPENED, None, DueBeforeItIsSet),
            (JANUARY_31, PLAN_OPENED, None, BeforeTheStart),
            (MARCH_14, PLAN_ENDED, None, PlanHasEnded),
            (MARCH_14, PLAN_OPENED, OUTSIDER, AgencyNotInConsent),
        ],
        ids=["due before", "before the plan", "after its end", "owed by an agency that is not named"],
    )
    def test_is_refused(self, day: date, facts: Any, owed_by: Agency | None, refusal: Any) -> None:
        specs.given().when(set_on, day, plan(*facts), owed_by).then_refused(refusal)


class TestAnAnswer:
    def asked(self, command: type[MeetDemand | MissDemand], *facts: Fact, on: date = MAY_2) -> Any:
        answer = command(demand_id=DEMAND, by=CITY, occurred_on=on)
        return specs.given(SET, *facts).when(lambda demand: answer.decide(demand, plan()))

    def of_the_day(self, kind: type[DemandMet | DemandNotMet]) -> Fact:
        return fact(kind, plan_id=PLAN, occurred_on=MAY_2, shared=True, published_under=None)

    def test_closes_it(self) -> None:
        self.asked(MeetDemand).then(fact(DemandMet, plan_id=PLAN, occurred_on=MAY_2, shared=True))
        self.asked(MeetDemand, self.of_the_day(DemandMet)).then_refused(DemandIsClosed)

    def test_may_come_late(self) -> None:
        self.asked(MeetDemand, self.of_the_day(DemandNotMet)).then(fact(DemandMet))

    def test_is_not_dated_before_the_demand(self) -> None:
        self.asked(MissDemand, on=JANUARY_31).then_refused(BeforeTheStart)


def set_over_http(service: ServiceUnderTest, agency: str = CITY, **members: Any) -> Any:
    return service.post(NEW, {**ASKED, **members}, agency=agency)


def answer(service: ServiceUnderTest, where: str, what: str, agency: str = CITY) -> Any:
    etag = service.get(where, agency=CITY).headers["ETag"]
    return service.post(f"{where}/{what}", {"occurredOn": "2022-05-02"}, agency=agency, if_match=etag)


def due(service: ServiceUnderTest, agency: str = CITY) -> list[bool]:
    return [one["isOverdue"] for one in service.get("/v1/due-demands", agency=agency).json()]


class TestOverHttp:
    def test_words_are_sealed_and_shown_to_the_agency_that_set_it(self, opened: ServiceUnderTest) -> None:
        made = set_over_http(opened, words="Bring the certificate from the school")
        where = made.headers["Location"]
        assert opened.get(where, agency=CITY).json()["words"] == "Bring the certificate from the school"
        assert opened.get(where, agency=KEEPER).json()["words"] is None
        assert opened.get(where, agency=CARE).status_code == 404
        assert not [one for one in opened.database.notifications(0, 999) if b"certificate" in one.state]

    def test_is_published_in_codes_and_met_by_its_agency_alone(self, opened: ServiceUnderTest) -> None:
        where = set_over_http(opened, words="Bring it").headers["Location"]
        assert answer(opened, where, "met", KEEPER).json()["code"] == "not_the_owner"
        assert answer(opened, where, "met").json()["status"] == "met"
        told = [event for event in opened.published() if isinstance(event, published.DemandEvent)]
        assert [type(one).__name__ for one in told] == ["DemandSet", "DemandMet"]
        assert (told[0].plan_id, getattr(told[0], "kind", None)) == (PLAN, "hand_in_document")

    def test_is_listed_until_it_is_answered(self, opened: ServiceUnderTest) -> None:
        where = set_over_http(opened).headers["Location"]
        set_over_http(opened, dueOn="2022-12-01").raise_for_status()
        set_over_http(opened, dueOn="2022-12-02").raise_for_status()
        assert due(opened) == due(opened, KEEPER) == [True, False]
        assert due(opened, CARE) == []
        answer(opened, where, "withdrawal").raise_for_status()
        assert due(opened) == [False]

    def test_what_an_agency_owes_is_disclosed_to_it(self, opened: ServiceUnderTest) -> None:
        where = set_over_http(opened, kind="decide", owedBy=CARE).headers["Location"]
        before = len(opened.published())
        assert opened.get(where, agency=CARE).json()["owedBy"] == CARE
        assert [type(one).__name__ for one in opened.published()[before:]] == ["DisclosureMade"]
        opened.receive(REVOKED)
        assert opened.get(where, agency=CARE).status_code == 404
        assert opened.get(where, agency=CITY).is_success

    def test_of_another_agency_is_the_keepers_to_know_under_a_consent_alone(
        self, opened: ServiceUnderTest
    ) -> None:
        """K4: no list tells either that it was set, waits or was answered."""
        where = set_over_http(opened, kind="decide", owedBy=KEEPER).headers["Location"]

        def known() -> tuple[int, int, int]:
            to_do = [one["rule"] for one in opened.get("/v1/to-do", agency=KEEPER).json()]
            shown = opened.get(where, agency=KEEPER).status_code
            return shown, len(due(opened, KEEPER)), to_do.count("demand_due")

        assert known() == (200, 1, 1)
        opened.receive(REVOKED)
        assert known() == (404, 0, 0)
        assert due(opened) == [True]

    def test_after_a_revocation_its_agency_still_answers_it_unpublished(
        self, opened: ServiceUnderTest
    ) -> None:
        where = set_over_http(opened).headers["Location"]
        opened.receive(REVOKED)
        before = opened.published()
        assert answer(opened, where, "not-met").json()["status"] == "not_met"
        assert answer(opened, where, "met").json()["status"] == "met"
        assert opened.published() == before
        assert set_over_http(opened).status_code in (403, 404)
