"""I4, I20: while the end of a consent may be unread, no plan is shown or published under one."""

from typing import Any

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    KEEPER,
    OUTSIDER,
    PARTICIPANT,
    REFERRAL,
    REVOKED,
    SWEDISH,
    UNKNOWN,
)
from services.planning.tests.test_api import COMMANDS, PATH

from samplan.bus.reading.catch_up import ALWAYS, report_behind, report_caught_up
from samplan.contracts.codes import Agency
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

READS = [
    PATH,
    f"/v1/plans?referralId={REFERRAL}",
    f"/v1/plans?participantId={PARTICIPANT}",
    "/v1/overdue-plans?asOf=2022-06-01",
    "/v1/plans-without-activity",
    "/v1/my-plans",
]
BESIDE = ("exit-summary", "meetings", "mappings", "participant-page", "goals")
CHANGES = {f"{PATH}/{path}": body for path, body in COMMANDS.items()}
"""Those of the whole plan: an agency ends its own items at any time (`test_own_items.py`)."""
each_read = pytest.mark.parametrize("path", READS)
each_change = pytest.mark.parametrize(("path", "body"), CHANGES.items(), ids=list(CHANGES))


def is_catching_up(answer: Any) -> bool:
    asked = (answer.status_code, answer.headers.get("Retry-After"), answer.json()["code"])
    return bool(asked == (503, "5", "catching_up"))


@pytest.fixture
def behind(opened: ServiceUnderTest) -> ServiceUnderTest:
    report_behind(opened.database)
    return opened


@each_read
class TestAPlanIsShown:
    @pytest.mark.parametrize("agency", [CITY, CARE, OUTSIDER])
    def test_to_no_other_agency_meanwhile_whether_or_not_it_is_named(
        self, behind: ServiceUnderTest, path: str, agency: Agency
    ) -> None:
        assert is_catching_up(behind.get(path, agency=agency))

    def test_to_its_keeper_at_any_time(self, behind: ServiceUnderTest, path: str) -> None:
        """No end of a consent takes its own record away from it (C-09)."""
        meanwhile = behind.get(path, agency=KEEPER)
        report_caught_up(behind.database, ALWAYS)
        assert meanwhile.json() == behind.get(path, agency=KEEPER).json()
        assert meanwhile.status_code == 200


@pytest.mark.parametrize("agency", [CARE, OUTSIDER])
def test_whether_there_is_such_a_plan_is_told_to_nobody_else(
    behind: ServiceUnderTest, agency: Agency
) -> None:
    """C-06: neither by what is beside it, nor by what an agency may do with its own items."""
    day = {"occurredOn": "2022-03-14"}
    asked = {"kind": "hand_in_document", "dueOn": "2022-05-02", **day}
    for plan in (PATH, f"/v1/plans/{UNKNOWN}"):
        reads = [behind.get(f"{plan}/{one}", agency=agency) for one in BESIDE]
        sent = {f"activities/{SWEDISH}/completion": day, "clock-resumption": day, "demands": asked}
        writes = [behind.post(f"{plan}/{one}", body, agency=agency, if_match=1) for one, body in sent.items()]
        assert {one.status_code for one in (*reads, *writes)} == {503}


def test_plans_entered_in_error_are_listed_at_any_time(behind: ServiceUnderTest) -> None:
    assert behind.get("/v1/plans-entered-in-error", agency=CITY).status_code == 200


@each_change
class TestACommandAboutThePlan:
    @pytest.mark.parametrize("agency", [KEEPER, CITY])
    def test_waits_for_every_agency_and_stores_nothing(
        self, behind: ServiceUnderTest, path: str, body: dict[str, Any], agency: Agency
    ) -> None:
        """What it would publish might be withheld."""
        before = behind.database.last_notification_id()
        assert is_catching_up(behind.post(path, body, agency=agency, if_match=1))
        assert behind.database.last_notification_id() == before


SENT: dict[str, Any] = {"agency": CITY, "key": "once", "if_match": 2}


class TestACommandSentAgain:
    def test_under_its_key_is_carried_out_once_caught_up(
        self, coordinated: ServiceUnderTest, behind: ServiceUnderTest
    ) -> None:
        assert is_catching_up(behind.post(f"{PATH}/track", COMMANDS["track"], **SENT))
        report_caught_up(behind.database, ALWAYS)
        assert behind.post(f"{PATH}/track", COMMANDS["track"], **SENT).status_code == 200

    def test_is_not_answered_from_the_stored_answer_while_a_revocation_may_be_unread(
        self, coordinated: ServiceUnderTest
    ) -> None:
        assert coordinated.post(f"{PATH}/track", COMMANDS["track"], **SENT).status_code == 200
        report_behind(coordinated.database)
        assert is_catching_up(coordinated.post(f"{PATH}/track", COMMANDS["track"], **SENT))
        coordinated.receive(REVOKED)
        report_caught_up(coordinated.database, ALWAYS)
        assert coordinated.post(f"{PATH}/track", COMMANDS["track"], **SENT).status_code == 404


def test_a_missing_token_is_refused_first(behind: ServiceUnderTest) -> None:
    assert behind.client.get(PATH).status_code == 401
    assert behind.client.post(f"{PATH}/track", json=COMMANDS["track"]).status_code == 401


def test_the_service_is_ready_meanwhile(behind: ServiceUnderTest) -> None:
    """The keeper can still work."""
    assert behind.client.get("/health/ready").status_code == 200
