"""P-13: health coordination ends in one of three results, and nothing else leaves care."""

from typing import Any

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    JANUARY_31,
    KEEPER,
    MARCH_14,
    MAY_2,
    PARTICIPANT,
    PLAN,
    PLAN_OPENED,
    REVOKED,
    TODAY,
    given,
)

from planning.dates.entered import entered
from planning.health.health_request import (
    AlreadyAssessed,
    AvailabilityAssessed,
    HealthCoordinationRequested,
    HealthRequest,
)
from planning.plan import Plan
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes.records import Availability
from samplan.contracts.consent import BlockSet
from samplan.contracts.planning import records as published
from samplan.testing import given as specs
from samplan.testing.given import fact
from samplan.testing.harness import ServiceUnderTest

NEW = f"/v1/plans/{PLAN}/health-requests"
REQUESTED = fact(
    HealthCoordinationRequested,
    plan_id=PLAN,
    participant_id=PARTICIPANT,
    requested_by=CITY,
    asked_of=CARE,
    occurred_on=MARCH_14,
    shared=True,
    published_under=None,
)
ASSESSED = fact(
    AvailabilityAssessed,
    plan_id=PLAN,
    availability=Availability.PARTLY,
    occurred_on=MAY_2,
    shared=True,
    published_under=None,
)


TODAY_BY_CARE = entered(CARE, TODAY)


def plan() -> Plan:
    found: Plan = given(*PLAN_OPENED, id=PLAN).aggregate(Plan)
    return found


class TestAssess:
    @pytest.mark.parametrize("availability", Availability)
    def test_gives_one_of_three_results(self, availability: Availability) -> None:
        specs.given(REQUESTED).when(HealthRequest.assess, plan(), availability, MAY_2, TODAY_BY_CARE).then(
            fact(AvailabilityAssessed, plan_id=PLAN, availability=availability, shared=True)
        )

    def test_gives_exactly_one(self) -> None:
        specs.given(REQUESTED, ASSESSED).when(
            HealthRequest.assess, plan(), Availability.FULLY, MAY_2, TODAY_BY_CARE
        ).then_refused(AlreadyAssessed)

    def test_is_not_dated_before_the_request(self) -> None:
        specs.given(REQUESTED).when(
            HealthRequest.assess, plan(), Availability.NOT, JANUARY_31, TODAY_BY_CARE
        ).then_refused(BeforeTheStart)


def ask(service: ServiceUnderTest, asked_of: str = CARE) -> Any:
    return service.post(NEW, {"askedOf": asked_of, "occurredOn": "2022-03-14"}, agency=CITY)


def assess(service: ServiceUnderTest, where: str, agency: str = CARE, **members: Any) -> Any:
    etag = service.get(where, agency=CITY).headers["ETag"]
    body = {"availability": "partly", "occurredOn": "2022-04-04", **members}
    return service.post(f"{where}/result", body, agency=agency, if_match=etag)


def waiting(service: ServiceUnderTest, agency: str = CARE) -> list[str]:
    return [one["requestedBy"] for one in service.get("/v1/health-requests", agency=agency).json()]


class TestOverHttp:
    def test_care_answers_with_one_word(self, opened: ServiceUnderTest) -> None:
        where = ask(opened).headers["Location"]
        assert (waiting(opened), waiting(opened, CITY), waiting(opened, KEEPER)) == ([CITY], [], [])
        assess(opened, where).raise_for_status()
        seen = opened.get(where, agency=CITY).json()
        assert (seen["availability"], seen["assessedOn"]) == ("partly", "2022-04-04")
        assert (seen["enteredBy"], seen["enteredOn"]) == (CARE, str(TODAY))
        assert waiting(opened) == []
        [told] = [one for one in opened.published() if isinstance(one, published.AvailabilityAssessed)]
        assert set(told.__struct_fields__) == {"occurred_on", "assessment_id", "plan_id", "availability"}

    def test_that_it_was_asked_is_not_published(self, opened: ServiceUnderTest) -> None:
        before = opened.published()
        ask(opened).raise_for_status()
        assert opened.published() == before

    @pytest.mark.parametrize("more", [{"unit": "care"}, {"availability": "mostly"}, {"words": "back"}])
    def test_nothing_else_has_a_field(self, opened: ServiceUnderTest, more: dict[str, str]) -> None:
        assert assess(opened, ask(opened).headers["Location"], **more).status_code == 422

    def test_is_asked_of_the_programmes_care_and_answered_by_it(self, opened: ServiceUnderTest) -> None:
        assert ask(opened, KEEPER).json()["code"] == "not_care"
        where = ask(opened).headers["Location"]
        assert assess(opened, where, CITY).json()["code"] == "not_the_owner"
        assert opened.get(where, agency=KEEPER).status_code == 404

    def test_care_tells_no_result_to_an_agency_that_is_blocked_since(self, opened: ServiceUnderTest) -> None:
        where = ask(opened).headers["Location"]
        opened.receive(BlockSet(participant_id=PARTICIPANT, agency=CITY, circle_version=2, occurred_on=MAY_2))
        assert assess(opened, where).json()["code"] == "agency_not_in_consent"
        assert opened.get(where, agency=CITY).json()["availability"] is None

    def test_after_a_revocation_care_sees_and_answers_nothing(self, opened: ServiceUnderTest) -> None:
        where = ask(opened).headers["Location"]
        opened.receive(REVOKED)
        assert opened.get(where, agency=CARE).status_code == 404
        assert assess(opened, where).status_code == 404
        assert waiting(opened) == []
