"""I4: once consent is revoked nothing more is shared, and what was shared is removed within a minute."""

from typing import Any

import pytest
from tests.journeys.desk import Desk
from tests.journeys.journey import INTAKE, Journey
from tests.journeys.stores import rows_of
from tests.journeys.topics import published_about

from reporting.projection.digest import projection_digest
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow

PARTICIPANT = "19850615-9824"
DEADLINE_SECONDS = 60.0
KEEPER, OTHERS = "af", (INTAKE, "malmo-ama")
"""The intake office has an activity in the plan, and may still end it."""


@pytest.fixture(scope="module")
def revoked(desk: Desk) -> Journey:
    """A journey that ends in a revocation, once planning has received it."""
    journey = Journey(desk, PARTICIPANT).to_enrolment()
    journey.plan("af", "/track", "2021-06-28", "TrackChosen", track="health")
    journey.plan(INTAKE, "/activities", "2021-07-01", "ActivityStarted", kind="swedish_studies")
    wait_until(lambda: bool(journey.journeys() and journey.journeys()[0]["activities"]), journey.journeys)
    journey.revoke("2021-09-01")
    wait_until(lambda: all(is_closed_to(one, journey) for one in OTHERS), lambda: "open", DEADLINE_SECONDS)
    return journey


def is_closed_to(agency: str, journey: Journey) -> bool:
    """An agency with an item in the plan sees that alone, any other nothing (C-09)."""
    shown = journey.desk.get(agency, "planning", f"/v1/plans/{journey.plan_id}")
    return shown.status_code == 404 or own_items_alone(shown.json(), agency)


def own_items_alone(plan: dict[str, Any], agency: str) -> bool:
    items = {one["ownerAgency"] for one in plan["activities"]}
    return (plan["agencies"], plan["tracks"], items) == ([], [], {agency})


def rows_that_name(journey: Journey) -> list[str]:
    return [row for row in rows_of(journey.desk.house.database("reporting")) if journey.participant_id in row]


def digest(journey: Journey) -> str:
    with journey.desk.house.database("reporting").reading() as tx:
        return projection_digest(tx)


class TestRevocation:
    def test_closes_the_plan_to_all_but_its_keeper(self, revoked: Journey) -> None:
        plan = f"/v1/plans/{revoked.plan_id}"
        etag = revoked.desk.get(KEEPER, "planning", plan).headers["ETag"]
        for agency in OTHERS:
            body = {"track": "work", "occurredOn": "2021-09-02"}
            key = revoked.steps[0].key
            refused = revoked.desk.send(agency, "planning", f"{plan}/track", body, key=key, if_match=etag)
            assert refused.status_code == (403 if agency == INTAKE else 404)
            listed = revoked.desk.get(agency, "planning", f"/v1/plans?referralId={revoked.referral_id}")
            assert len(listed.json()) == (1 if agency == INTAKE else 0)
        assert not is_closed_to(KEEPER, revoked)

    def test_lets_nothing_more_of_the_plan_be_published(self, revoked: Journey) -> None:
        house = revoked.desk.house
        before = published_about([revoked.plan_id], house.bootstrap)
        revoked.plan(KEEPER, "/track", "2021-09-02", track="work")
        revoked.plan(KEEPER, "/exit-summary", "2021-09-03", summary="Flyttar", nextStep="Kontakt i ny kommun")
        revoked.plan(KEEPER, "/exit", "2021-09-03", exitClass="moved")
        house.settle()
        assert published_about([revoked.plan_id], house.bootstrap) == before

    def test_makes_reporting_forget_the_participant_also_after_a_rebuild(self, revoked: Journey) -> None:
        wait_until(lambda: not revoked.journeys(), revoked.journeys, DEADLINE_SECONDS)
        assert not rows_that_name(revoked)
        before = digest(revoked)
        revoked.desk.house.run("reporting", "rebuild")
        assert digest(revoked) == before
        assert not revoked.journeys()
        assert not rows_that_name(revoked)
