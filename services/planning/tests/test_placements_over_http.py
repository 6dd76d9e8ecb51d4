"""P-11 over HTTP: who sees a placement and takes its steps, and where the employer is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from services.planning.tests.examples import CONSENT, PARTICIPANT, PLAN, UNKNOWN
from services.planning.tests.group_examples import (
    CONSENTED,
    FORM,
    KLIPPAN,
    MONDAY,
    PERSTORP,
    TAKEN_IN,
    TODAY,
)

from planning.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.planning.plans import DisclosureMade
from samplan.contracts.referral import ReferralEnteredInError
from samplan.testing.harness import ServiceUnderTest

BODY = {
    "planId": str(PLAN),
    "period": 1,
    "purpose": "try_occupation",
    "purposeInWords": "Prova yrket bagare",
    "employer": "Bageriet i Klippan",
    "beginsOn": "2019-03-11",
    "endsOn": "2019-03-22",
    "occurredOn": "2019-03-04",
}


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, database_url=database_url) as under_test:
        under_test.receive(CONSENTED, TAKEN_IN)
        yield under_test


def offer(service: ServiceUnderTest, agency: Agency = KLIPPAN, **changes: Any) -> Any:
    return service.post("/v1/placements", {**BODY, **changes}, agency=agency)


def take(service: ServiceUnderTest, placement: str, path: str, body: Any, agency: Agency = KLIPPAN) -> Any:
    etag = service.get(placement, agency=KLIPPAN).headers["ETag"]
    return service.post(f"{placement}/{path}", body, agency=agency, if_match=etag)


class TestOverHttp:
    def test_a_placement_of_a_plan_entered_in_error_is_its_keepers_alone(
        self, service: ServiceUnderTest
    ) -> None:
        where = offer(service).headers["Location"]
        service.receive(ReferralEnteredInError(referral_id=TAKEN_IN.referral_id, occurred_on=TODAY))
        assert service.get(where).status_code == 200
        assert service.get(where, agency=KLIPPAN).status_code == 404
        accepted = {"occurredOn": "2019-03-05"}
        answer = service.post(f"{where}/acceptance", accepted, agency=KLIPPAN, if_match=1)
        assert answer.status_code == 404

    def test_a_reading_of_a_placement_by_the_keeper_is_a_disclosure(self, service: ServiceUnderTest) -> None:
        where = offer(service).headers["Location"]
        assert [service.get(where, agency=one).status_code for one in (KLIPPAN, Agency.AF)] == [200, 200]
        made = [one for one in service.published() if isinstance(one, DisclosureMade)]
        assert [(one.agency, one.what, one.rule) for one in made] == [("af", "planning.plan", "consent")]

    def test_a_placement_is_offered_started_and_ended(self, service: ServiceUnderTest) -> None:
        where = offer(service).headers["Location"]
        take(service, where, "acceptance", {"occurredOn": "2019-03-05"}).raise_for_status()
        take(service, where, "start", {"occurredOn": "2019-03-11"}).raise_for_status()
        body = {"occurredOn": "2019-03-22", "ledTo": "reference"}
        take(service, where, "ending", body).raise_for_status()
        last = service.get(where, agency=KLIPPAN).json()
        assert (last["status"], last["ledTo"], last["employer"]) == ("ended", "reference", BODY["employer"])
        told = [type(one).__name__ for one in service.published()][-4:]
        assert told == ["PlacementOffered", "PlacementAccepted", "PlacementStarted", "PlacementEnded"]

    def test_a_step_that_the_status_does_not_allow_is_refused_with_the_status(
        self, service: ServiceUnderTest
    ) -> None:
        where = offer(service).headers["Location"]
        refused = take(service, where, "start", {"occurredOn": "2019-03-11"})
        assert (refused.status_code, refused.json()["code"], refused.json()["now"]) == (
            409,
            "step_not_allowed",
            "offered",
        )

    def test_the_employer_is_stored_sealed_and_shown_to_owner_and_keeper(
        self, service: ServiceUnderTest
    ) -> None:
        where = offer(service).headers["Location"]
        stored = b"".join(bytes(one.state) for one in service.database.notifications(0, 100))
        assert b"Bageriet" not in stored
        [answer] = service.database.query("SELECT body FROM idempotency")
        assert "Bageriet" not in answer["body"]
        assert "Prova" not in answer["body"]
        shown = {one: service.get(where, agency=one).status_code for one in (KLIPPAN, Agency.AF, PERSTORP)}
        assert shown == {KLIPPAN: 200, Agency.AF: 200, PERSTORP: 404}
        [line] = service.get(f"/v1/plans/{PLAN}/placements", agency=KLIPPAN).json()
        assert "employer" not in line
        assert type(service.published()[-1]).__name__ == "DisclosureMade"

    def test_another_agency_takes_no_step(self, service: ServiceUnderTest) -> None:
        where = offer(service).headers["Location"]
        refused = take(service, where, "acceptance", {"occurredOn": "2019-03-05"}, Agency.AF)
        assert refused.json()["code"] == "not_the_owner"
        assert take(service, where, "acceptance", {"occurredOn": "2019-03-05"}, PERSTORP).status_code == 404

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"period": 3}, "no_such_period"),
            ({"period": 0}, "no_such_period"),
            ({"planId": str(UNKNOWN)}, "not_found"),
        ],
    )
    def test_an_impossible_offer_is_refused(
        self, service: ServiceUnderTest, changes: dict[str, Any], code: str
    ) -> None:
        assert offer(service, **changes).json()["code"] == code

    def test_an_agency_that_may_not_know_the_plan_offers_nothing(self, service: ServiceUnderTest) -> None:
        assert offer(service, PERSTORP).status_code == 404

    def test_after_a_revocation_a_step_is_taken_and_not_published(self, service: ServiceUnderTest) -> None:
        where = offer(service).headers["Location"]
        service.receive(ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=TODAY))
        before = len(service.published())
        assert take(service, where, "acceptance", {"occurredOn": "2019-03-05"}).is_success
        assert service.published()[before:] == []

    def test_after_a_revocation_an_agency_sees_its_own_placements_alone(
        self, service: ServiceUnderTest
    ) -> None:
        plan = f"/v1/plans/{PLAN}"
        activity = {"kind": "guidance", "occurredOn": "2019-03-04"}
        etag = service.get(plan).headers["ETag"]
        service.post(f"{plan}/activities", activity, agency=KLIPPAN, if_match=etag).raise_for_status()
        own = offer(service).headers["Location"]
        offer(service, Agency.AF).raise_for_status()
        assert len(service.get(f"{plan}/placements", agency=KLIPPAN).json()) == 2
        service.receive(ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=TODAY))
        [shown] = service.get(f"{plan}/placements", agency=KLIPPAN).json()
        assert own.endswith(shown["placementId"])
        assert [one["ownerAgency"] for one in service.get(f"{plan}/placements").json()] == ["af"]
        assert service.get(own).status_code == 404

    def test_the_share_of_a_group_and_who_was_offered_fewer(self, service: ServiceUnderTest) -> None:
        group = service.post("/v1/groups", FORM, agency=KLIPPAN).headers["Location"]
        body = {"planId": str(PLAN), "occurredOn": str(MONDAY)}
        service.post(f"{group}/members", body, agency=KLIPPAN).raise_for_status()
        where = offer(service).headers["Location"]
        [fewer] = service.get("/v1/few-placements?asOf=2019-03-04", agency=KLIPPAN).json()
        assert (fewer["planId"], fewer["offered"], fewer["wanted"]) == (str(PLAN), 1, 2)
        take(service, where, "acceptance", {"occurredOn": "2019-03-05"}).raise_for_status()
        take(service, where, "start", {"occurredOn": "2019-03-11"}).raise_for_status()
        offer(service, period=2).raise_for_status()
        assert service.get("/v1/few-placements?asOf=2019-03-04", agency=KLIPPAN).json() == []
        first, second = service.get(f"{group}/placements", agency=KLIPPAN).json()
        assert (first["percent"], first["stillPercent"]) == (100.0, 100.0)
        assert (second["offered"], second["percent"]) == (1, 0.0)
        assert service.get(f"{group}/placements", agency=PERSTORP).status_code == 404

    def test_no_share_tells_the_keeper_of_a_member_after_a_revocation(
        self, service: ServiceUnderTest
    ) -> None:
        group = service.post("/v1/groups", FORM, agency=KLIPPAN).headers["Location"]
        body = {"planId": str(PLAN), "occurredOn": str(MONDAY)}
        service.post(f"{group}/members", body, agency=KLIPPAN).raise_for_status()
        offer(service).raise_for_status()
        few, shares = "/v1/few-placements?asOf=2019-03-04", f"{group}/placements"
        assert (len(service.get(few).json()), service.get(shares).json()[0]["offered"]) == (1, 1)
        service.receive(ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=TODAY))
        first = service.get(shares).json()[0]
        assert (service.get(few).json(), first["offered"], first["percent"]) == ([], 0, None)
        assert len(service.get(few, agency=KLIPPAN).json()) == 1
