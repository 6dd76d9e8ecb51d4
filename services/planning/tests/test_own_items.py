"""K4, C-09: whatever consent has ended, an agency sees and ends its own items, and nothing of others'."""

from typing import Any

import msgspec
import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    CONSENT,
    GRANTED,
    KEEPER,
    OTHER_CONSENT,
    PLAN,
    REVOKED,
)

from samplan.bus.reading.catch_up import report_behind
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

PATH = f"/v1/plans/{PLAN}"
MARCH = {"occurredOn": "2022-03-21"}
JUNE = {"occurredOn": "2022-06-10"}
ENDINGS = {"completion": JUNE, "interruption": {**JUNE, "reason": "moved"}}


def send(service: ServiceUnderTest, path: str, body: Any, agency: str) -> Any:
    item, _, _ = path.rpartition("/")
    record = f"{PATH}/{item}" if item else PATH
    etag = service.get(record, agency=KEEPER).headers["ETag"]
    return service.post(f"{PATH}/{path}", body, agency=agency, if_match=etag)


@pytest.fixture
def shared(opened: ServiceUnderTest) -> ServiceUnderTest:
    """The city coordinates, the city and the keeper have an activity each, and care has none."""
    for path, body, agency in (
        ("coordinator", {"agency": "malmo-ifo"}, KEEPER),
        ("activities", {"kind": "swedish_studies"}, CITY),
        ("activities", {"kind": "work_placement"}, KEEPER),
        ("track", {"track": "work"}, KEEPER),
    ):
        send(opened, path, {**body, **MARCH}, agency).raise_for_status()
    return opened


@pytest.fixture
def revoked(shared: ServiceUnderTest) -> ServiceUnderTest:
    shared.receive(REVOKED)
    return shared


class TestAfterARevocation:
    def test_an_agency_sees_its_own_items_alone(self, revoked: ServiceUnderTest) -> None:
        seen = revoked.get(PATH, agency=CITY).json()
        assert [one["ownerAgency"] for one in seen["activities"]] == [CITY]
        assert [one["agency"] for one in seen["coordinators"]] == [CITY]
        assert (seen["tracks"], seen["agencies"], seen["sharingIsClosed"]) == ([], [], True)

    def test_an_agency_without_items_sees_nothing(self, revoked: ServiceUnderTest) -> None:
        assert revoked.get(PATH, agency=CARE).status_code == 404
        assert send(revoked, "track", {"track": "health", **MARCH}, CARE).status_code == 404

    def test_the_keeper_sees_all(self, revoked: ServiceUnderTest) -> None:
        assert len(revoked.get(PATH, agency=KEEPER).json()["activities"]) == 2

    @pytest.mark.parametrize(("path", "body"), ENDINGS.items(), ids=list(ENDINGS))
    def test_an_agency_ends_its_own_activity_unpublished(
        self, revoked: ServiceUnderTest, path: str, body: Any
    ) -> None:
        before = revoked.published()
        [own] = revoked.get("/v1/my-activities", agency=CITY).json()
        ended = send(revoked, f"activities/{own['activityId']}/{path}", body, CITY)
        assert (ended.json()["activityId"], ended.json()["endedOn"]) == (own["activityId"], "2022-06-10")
        assert revoked.published() == before
        assert revoked.get("/v1/my-activities", agency=CITY).json() == []

    def test_the_keeper_knows_of_an_item_what_was_told_until_a_consent_opens_it_again(
        self, revoked: ServiceUnderTest
    ) -> None:
        [own] = revoked.get("/v1/my-activities", agency=CITY).json()
        item = f"activities/{own['activityId']}"
        etag = revoked.get(f"{PATH}/{item}", agency=CITY).headers["ETag"]
        revoked.post(f"{PATH}/{item}/completion", JUNE, agency=CITY, if_match=etag).raise_for_status()
        known = [revoked.get(f"{PATH}/{item}", agency=one).json() for one in (CITY, KEEPER)]
        assert [(one["status"], one["endedOn"]) for one in known] == [
            ("completed", "2022-06-10"),
            ("started", None),
        ]
        revoked.receive(msgspec.structs.replace(GRANTED, consent_id=OTHER_CONSENT))
        assert revoked.get(f"{PATH}/{item}", agency=KEEPER).json()["endedOn"] == "2022-06-10"

    def test_an_agency_changes_nothing_else(self, revoked: ServiceUnderTest) -> None:
        refused = send(revoked, "track", {"track": "health", **MARCH}, CITY)
        assert (refused.status_code, refused.json()["code"]) == (403, "sharing_has_ended")
        [placement] = revoked.get("/v1/my-activities", agency=KEEPER).json()
        ending = f"activities/{placement['activityId']}/completion"
        assert send(revoked, ending, ENDINGS["completion"], CITY).json()["code"] == "not_the_owner"

    def test_lists_tell_an_agency_where_it_has_something_to_end(self, revoked: ServiceUnderTest) -> None:
        [own] = revoked.get("/v1/my-activities", agency=CITY).json()
        assert (own["planId"], own["kind"]) == (str(PLAN), "swedish_studies")
        [mine] = revoked.get("/v1/my-plans", agency=CITY).json()
        assert (mine["planId"], mine["isShared"], mine["activities"]) == (str(PLAN), False, None)
        assert revoked.get("/v1/my-activities", agency=CARE).json() == []
        assert len(revoked.get(f"/v1/plans?participantId={mine_of(revoked)}", agency=CITY).json()) == 1

    def test_an_own_view_is_no_disclosure(self, revoked: ServiceUnderTest) -> None:
        before = revoked.database.last_notification_id()
        assert revoked.get(PATH, agency=CITY).status_code == 200
        assert revoked.database.last_notification_id() == before


class TestWhileAConsentMayHaveEnded:
    """A parked record closes the participant, or no consent service is heard: own items stay open (C-06)."""

    @pytest.fixture(params=["parked", "silent"])
    def closed(self, shared: ServiceUnderTest, request: pytest.FixtureRequest) -> ServiceUnderTest:
        if request.param == "parked":
            shared.receive_raw("finsam.consent.v1", str(CONSENT).encode(), b"{not json")
        else:
            report_behind(shared.database)
        return shared

    @pytest.mark.parametrize(("path", "body"), ENDINGS.items(), ids=list(ENDINGS))
    def test_an_agency_ends_its_own_activity_unpublished(
        self, closed: ServiceUnderTest, path: str, body: Any
    ) -> None:
        before = closed.published()
        [own] = closed.get("/v1/my-activities", agency=CITY).json()
        item = f"{PATH}/activities/{own['activityId']}"
        etag = closed.get(item, agency=CITY).headers["ETag"]
        ended = closed.post(f"{item}/{path}", body, agency=CITY, if_match=etag).json()
        assert (ended["ownerAgency"], ended["endedOn"]) == (CITY, "2022-06-10")
        seen = closed.get(PATH, agency=CITY).json()
        assert seen["sharingIsClosed"]
        assert [(one["ownerAgency"], one["endedOn"]) for one in seen["activities"]] == [(CITY, "2022-06-10")]
        assert closed.published() == before

    def test_nothing_is_logged_as_disclosed(self, closed: ServiceUnderTest) -> None:
        before = closed.database.last_notification_id()
        assert closed.get(PATH, agency=CITY).json()["tracks"] == []
        assert closed.database.last_notification_id() == before

    def test_everything_else_waits(self, closed: ServiceUnderTest) -> None:
        for agency in (CITY, KEEPER):
            assert send(closed, "track", {"track": "health", **MARCH}, agency).status_code == 503
        assert closed.get(PATH, agency=CARE).status_code == 503


def mine_of(service: ServiceUnderTest) -> str:
    participant: str = service.get(PATH, agency=KEEPER).json()["participantId"]
    return participant
