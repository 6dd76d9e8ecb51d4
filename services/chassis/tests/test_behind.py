"""I10: a store that is known to be behind what it has published accepts no commands."""

from datetime import date
from uuid import UUID

import pytest

from samplan.bus.publishing.rollback import BehindItsHead, forget_finding, note_agreement, note_behind
from samplan.contracts.codes import Agency
from samplan.contracts.referral import ReferralSubmitted
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import OpenPlan

MONDAY = date(2020, 3, 2)
PLAN = {"occurredOn": "2020-03-02"}
SUBMITTED = ReferralSubmitted(
    referral_id=UUID(int=7), occurred_on=MONDAY, programme="malmokraften", referring_agency=Agency.AF
)


@pytest.fixture
def behind(service: ServiceUnderTest) -> ServiceUnderTest:
    note_behind(service.database, "published up to 4")
    return service


class TestAStoreBehindItsHead:
    def test_refuses_commands_and_says_why(self, behind: ServiceUnderTest) -> None:
        refused = behind.post("/v1/plans", PLAN)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "60")
        assert refused.json()["type"] == "/problems/store-behind-its-head"
        assert behind.database.last_notification_id() == 0

    def test_refuses_commands_without_an_idempotency_key(self, behind: ServiceUnderTest) -> None:
        with pytest.raises(BehindItsHead):
            behind.process.application.execute(OpenPlan(plan_id=UUID(int=1), on=MONDAY))

    def test_makes_the_inbox_wait_and_parks_nothing(self, behind: ServiceUnderTest) -> None:
        with pytest.raises(BehindItsHead):
            behind.receive(SUBMITTED)
        assert behind.parked() == []

    def test_still_answers_queries(self, behind: ServiceUnderTest) -> None:
        assert behind.get(f"/v1/plans/{UUID(int=1)}").status_code == 404

    def test_is_not_ready(self, behind: ServiceUnderTest) -> None:
        assert behind.client.get("/health/ready").json()["missing"] == ["store is behind its head"]

    def test_accepts_commands_again_after_an_operator_has_repaired_it(self, behind: ServiceUnderTest) -> None:
        with behind.database.transaction() as tx:
            forget_finding(tx)
        assert behind.post("/v1/plans", PLAN).status_code == 201

    def test_accepts_commands_again_when_store_and_topic_agree(self, behind: ServiceUnderTest) -> None:
        note_agreement(behind.database)
        assert behind.post("/v1/plans", PLAN).status_code == 201
