"""P-02: a mapping by one agency or several, by a version of a template; what is said stays in the vault."""

from typing import Any

import pytest
from services.planning.tests.changes import WITHOUT_CITY
from services.planning.tests.examples import (
    CARE,
    CITY,
    KEEPER,
    MAY_2,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    REVOKED,
    TODAY,
    UNKNOWN,
)

from samplan.bus.reading.catch_up import report_behind
from samplan.contracts.codes import Agency
from samplan.contracts.consent import BlockSet
from samplan.contracts.owners.erasures import ErasureExecuted
from samplan.contracts.planning import plans as published
from samplan.contracts.planning.meetings import MappingCompleted
from samplan.testing.harness import ServiceUnderTest

BEGUN: dict[str, Any] = {"planId": str(PLAN), "togetherWith": None, "occurredOn": "2022-02-07"}
GOAL = "Undersköterska på ett äldreboende"
ANSWERS: dict[str, Any] = {
    "wanted_work": GOAL,
    "wanted_studies": "Vård- och omsorgsutbildning",
    "work": [{"kind": "employment", "what": "Lärare"}],
    "health_and_work": "Ont i ryggen",
}
SAVED = {"answers": ANSWERS, "occurredOn": "2022-02-14"}
COMPLETED = {"occurredOn": "2022-02-21"}


def put(service: ServiceUnderTest, path: str, body: Any, *, agency: Agency, version: int) -> Any:
    headers = {
        "Authorization": f"Bearer {service.token(agency)}",
        "Idempotency-Key": f"{path}-{version}",
        "If-Match": f'"{version}"',
    }
    return service.client.put(path, json=body, headers=headers)


@pytest.fixture
def begun(opened: ServiceUnderTest) -> str:
    """By the city alone."""
    answer = opened.post("/v1/mappings", BEGUN, agency=CITY)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


@pytest.fixture
def completed(opened: ServiceUnderTest, begun: str) -> str:
    assert put(opened, f"{begun}/answers", SAVED, agency=CITY, version=1).status_code == 200
    answer = opened.post(f"{begun}/completion", COMPLETED, agency=CITY, if_match=2)
    assert (answer.status_code, GOAL in answer.text) == (200, False)
    return begun


def read_by(service: ServiceUnderTest, path: str, *agencies: Agency) -> list[int]:
    return [service.get(path, agency=agency).status_code for agency in agencies]


def told(service: ServiceUnderTest, kind: type[Any]) -> list[Any]:
    return [one for one in service.published() if isinstance(one, kind)]


class TestAMapping:
    def test_is_published_by_its_agencies_template_and_day_alone(
        self, opened: ServiceUnderTest, completed: str
    ) -> None:
        [event] = told(opened, MappingCompleted)
        assert (event.agencies, event.template, event.template_version) == ((CITY,), "malmokraften", 1)
        assert (event.plan_id, event.occurred_on.isoformat()) == (PLAN, "2022-02-21")

    def test_is_completed_once_every_required_field_has_an_answer(
        self, opened: ServiceUnderTest, begun: str
    ) -> None:
        answer = opened.post(f"{begun}/completion", COMPLETED, agency=CITY, if_match=1)
        assert (answer.status_code, answer.json()["missing"]) == (409, ["wanted_work", "wanted_studies"])

    def test_names_each_field_that_is_wrong(self, opened: ServiceUnderTest, begun: str) -> None:
        body = {"answers": {"wanted_work": 7, "income": "10 000"}, "occurredOn": "2022-02-14"}
        answer = put(opened, f"{begun}/answers", body, agency=CITY, version=1)
        assert (answer.status_code, answer.json()["errors"]) == (
            422,
            [
                {"pointer": "#/answers", "field": "", "code": "unknown_field"},
                {"pointer": "#/answers", "field": "wanted_work", "code": "not_a_text"},
            ],
        )

    def test_tells_who_conducted_it_and_who_entered_it_and_when(
        self, opened: ServiceUnderTest, begun: str
    ) -> None:
        put(opened, f"{begun}/answers", SAVED, agency=CITY, version=1).raise_for_status()
        path, other = f"{begun}/completion", {**COMPLETED, "conductedBy": KEEPER}
        refused = opened.post(path, other, agency=CITY, if_match=2)
        assert refused.json()["code"] == "conductor_does_not_map"
        seen = opened.post(path, {**COMPLETED, "conductedBy": CITY}, agency=CITY, if_match=2).json()
        assert (seen["conductedBy"], seen["enteredBy"], seen["enteredOn"]) == (CITY, CITY, str(TODAY))

    def test_is_corrected_after_completion_and_published_no_second_time(
        self, opened: ServiceUnderTest, completed: str
    ) -> None:
        assert put(opened, f"{completed}/answers", SAVED, agency=CITY, version=3).json()["code"] == (
            "mapping_is_completed"
        )
        body = {"answers": ANSWERS | {"wanted_work": "Lärare"}, "occurredOn": "2022-03-14"}
        answer = opened.post(f"{completed}/corrections", body, agency=CITY, if_match=3)
        assert answer.json()["corrections"] == [{"by": "malmo-ifo", "on": "2022-03-14"}]
        [work, *_] = opened.get(f"{completed}/answers", agency=CITY).json()["sections"]
        assert work["answers"]["wanted_work"] == "Lärare"
        assert len(told(opened, MappingCompleted)) == 1

    def test_of_several_agencies_is_each_ones_own(self, opened: ServiceUnderTest) -> None:
        joint = opened.post("/v1/mappings", BEGUN | {"togetherWith": ["region-skane"]}, agency=CITY)
        path = joint.headers["Location"]
        assert put(opened, f"{path}/answers", SAVED, agency=CARE, version=1).status_code == 200
        assert read_by(opened, f"{path}/answers", CITY, CARE, KEEPER) == [200, 200, 404]

    def test_of_several_tells_a_blocked_one_nothing_that_is_saved_since(
        self, opened: ServiceUnderTest
    ) -> None:
        joint = opened.post("/v1/mappings", BEGUN | {"togetherWith": ["region-skane"]}, agency=CITY)
        answers = f"{joint.headers['Location']}/answers"
        assert put(opened, answers, SAVED, agency=CARE, version=1).status_code == 200
        blocked = BlockSet(participant_id=PARTICIPANT, agency=CARE, circle_version=2, occurred_on=MAY_2)
        opened.receive(blocked)
        assert read_by(opened, answers, CITY, CARE) == [200, 200]
        assert put(opened, answers, SAVED, agency=CITY, version=2).status_code == 200
        assert read_by(opened, answers, CITY, CARE) == [200, 404]
        assert put(opened, answers, SAVED, agency=CARE, version=3).status_code == 404

    def test_with_an_agency_that_the_consent_does_not_name_is_refused(self, opened: ServiceUnderTest) -> None:
        answer = opened.post("/v1/mappings", BEGUN | {"togetherWith": ["fk"]}, agency=CITY)
        assert answer.json()["code"] == "agency_not_in_consent"
        assert opened.post("/v1/mappings", BEGUN, agency=OUTSIDER).status_code == 404


class TestReadingAMapping:
    def test_of_another_agency_is_a_disclosure_to_the_keeper_too(
        self, opened: ServiceUnderTest, completed: str
    ) -> None:
        assert read_by(opened, f"{completed}/answers", CITY, CARE, OUTSIDER) == [200, 200, 404]
        opened.get(f"{completed}/answers", agency=KEEPER)
        made = told(opened, published.DisclosureMade)
        assert [(one.agency, one.what) for one in made] == [
            (CARE, "planning.mapping"),
            (KEEPER, "planning.mapping"),
        ]

    def test_waits_for_its_completion(self, opened: ServiceUnderTest, begun: str) -> None:
        assert read_by(opened, begun, CITY, CARE, KEEPER) == [200, 404, 404]

    def test_ends_with_the_consent_for_all_but_who_mapped(
        self, opened: ServiceUnderTest, completed: str
    ) -> None:
        opened.receive(REVOKED)
        assert read_by(opened, f"{completed}/answers", CITY, CARE, KEEPER) == [200, 404, 404]

    def test_waits_while_an_end_may_be_unread(self, opened: ServiceUnderTest, completed: str) -> None:
        report_behind(opened.database)
        assert read_by(opened, f"{completed}/answers", CITY, CARE, KEEPER) == [200, 503, 503]

    def test_finds_those_of_the_plan_without_the_drafts_of_others(
        self, opened: ServiceUnderTest, completed: str
    ) -> None:
        opened.post("/v1/mappings", BEGUN, agency=CITY)
        counted = [len(opened.get(f"/v1/plans/{PLAN}/mappings", agency=one).json()) for one in (CITY, CARE)]
        assert counted == [2, 1]

    def test_of_an_agency_that_no_consent_names_any_more_is_its_own_alone(
        self, opened: ServiceUnderTest, completed: str
    ) -> None:
        opened.receive(WITHOUT_CITY)
        assert read_by(opened, f"{completed}/answers", CITY, KEEPER, CARE) == [200, 404, 404]
        found = [opened.get(f"/v1/plans/{PLAN}/mappings", agency=one).json() for one in (CITY, KEEPER, CARE)]
        assert [len(one) for one in found] == [1, 0, 0]

    def test_finds_nothing_once_the_participant_is_erased(
        self, opened: ServiceUnderTest, completed: str, summarised: ServiceUnderTest
    ) -> None:
        exit_ = {"exitClass": "returned_to_regular", "occurredOn": "2022-08-15"}
        assert opened.post(f"/v1/plans/{PLAN}/exit", exit_, if_match=2).status_code == 200
        opened.receive(
            REVOKED,
            ErasureExecuted(
                erasure_id=UNKNOWN, participant_id=PARTICIPANT, agencies=(KEEPER,), occurred_on=TODAY
            ),
        )
        tick = opened.service.tick
        assert tick is not None
        with opened.on_business_date():
            tick(opened.database, opened.process.application, TODAY)
        assert opened.get(f"{completed}/answers", agency=CITY).json()["sections"] is None
