"""I1 and I14: a command has one effect under its key, and none on an old version of the record."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi import APIRouter
from services.chassis.tests.problems import GOOD, is_problem
from starlette.responses import Response

from chassis.decisions.idempotency import forget_old_answers
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN, OpenBody, OpenPlan, PlanView, Writer


def with_a_query() -> APIRouter:
    router = APIRouter(prefix="/v1")

    @router.post("/plans")
    def post_plan(body: OpenBody, remark: str, writer: Writer) -> Response:  # noqa: ARG001  # part of the fingerprint
        opening = OpenPlan(plan_id=uuid4(), on=body.occurred_on)
        return writer.create(opening, PlanView.of, lambda plan: f"/v1/plans/{plan.id}")

    return router


class TestIdempotency:
    def test_the_same_key_gives_the_same_answer_and_one_set_of_events(
        self, service: ServiceUnderTest
    ) -> None:
        first = service.post("/v1/plans", GOOD, key="a")
        again = service.post("/v1/plans", GOOD, key="a")
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["location"] == first.headers["location"]
        assert again.headers["idempotency-replayed"] == "true"
        assert service.database.last_notification_id() == 1

    def test_the_same_key_with_another_body_is_refused(self, service: ServiceUnderTest) -> None:
        service.post("/v1/plans", GOOD, key="a")
        answer = service.post("/v1/plans", {"occurredOn": "2020-03-03"}, key="a")
        assert is_problem(answer, 422, "idempotency_key_reused")

    def test_the_same_key_with_another_query_is_refused(self, tmp_path: Path) -> None:
        """K61."""
        asking = replace(SPECIMEN, routers=lambda _: [with_a_query()])
        with ServiceUnderTest(asking, tmp_path) as service:
            service.post("/v1/plans?remark=one", GOOD, key="a")
            again = service.post("/v1/plans?remark=one", GOOD, key="a")
            other = service.post("/v1/plans?remark=two", GOOD, key="a")
        assert again.headers["idempotency-replayed"] == "true"
        assert is_problem(other, 422, "idempotency_key_reused")

    def test_a_key_belongs_to_its_agency(self, service: ServiceUnderTest) -> None:
        service.post("/v1/plans", GOOD, key="a", agency="af")
        assert service.post("/v1/plans", GOOD, key="a", agency="fk").status_code == 201
        assert service.database.last_notification_id() == 2

    def test_a_stored_request_reveals_nothing_without_the_services_key(
        self, service: ServiceUnderTest
    ) -> None:
        service.post("/v1/plans", GOOD, key="a")
        [kept] = service.database.query("SELECT fingerprint FROM idempotency")
        body = json.dumps(GOOD, separators=(",", ":")).encode()
        guess = hashlib.sha256(b"POST /v1/plans \0" + body).hexdigest()
        assert guess not in kept["fingerprint"]
        assert kept["fingerprint"] == service.process.app.state.blind.of(guess)

    def test_an_answer_is_kept_for_thirty_days(self, service: ServiceUnderTest) -> None:
        service.post("/v1/plans", GOOD, key="old")
        with service.database.transaction() as tx:
            tx.execute("UPDATE idempotency SET answered_at = '2020-03-02T12:00:00+00:00'")
        service.post("/v1/plans", GOOD, key="young")
        forget_old_answers(service.database)
        replayed = [service.post("/v1/plans", GOOD, key=key).headers for key in ("old", "young")]
        assert ["idempotency-replayed" in headers for headers in replayed] == [False, True]

    def test_a_refused_command_may_be_sent_again_under_its_key(self, service: ServiceUnderTest) -> None:
        made = service.post("/v1/plans", GOOD)
        path = f"/v1/plans/{made.json()['planId']}/track"
        track = {"track": "work", "occurredOn": "2020-03-02"}
        stale = service.post(path, track, key="b", if_match=7)
        assert is_problem(stale, 412, "stale_version")
        assert service.post(path, track, key="c", if_match=1).status_code == 200


class TestVersions:
    @pytest.fixture
    def path(self, service: ServiceUnderTest) -> str:
        return f"/v1/plans/{service.post('/v1/plans', GOOD).json()['planId']}/track"

    def test_without_if_match_a_change_is_refused(self, service: ServiceUnderTest, path: str) -> None:
        answer = service.post(path, {"track": "work", "occurredOn": "2020-03-02"})
        assert is_problem(answer, 428, "if_match_missing")

    @pytest.mark.parametrize("tag", ["*", 'W/"1"', '"0"', "1", '"x"'])
    def test_only_the_versions_own_tag_matches(self, service: ServiceUnderTest, path: str, tag: str) -> None:
        answer = service.post(path, {"track": "work", "occurredOn": "2020-03-02"}, if_match=tag)
        assert is_problem(answer, 412, "stale_version")

    def test_a_change_of_an_old_version_is_refused_and_loses_nothing(
        self, service: ServiceUnderTest, path: str
    ) -> None:
        first = service.post(path, {"track": "work", "occurredOn": "2020-03-02"}, if_match=1)
        late = service.post(path, {"track": "health", "occurredOn": "2020-03-02"}, if_match=1)
        assert (first.headers["etag"], late.status_code) == ('"2"', 412)
        shown = service.get(path.removesuffix("/track"))
        assert (shown.json()["track"], shown.headers["etag"]) == ("work", '"2"')

    def test_a_missing_record_is_404(self, service: ServiceUnderTest) -> None:
        nowhere = UUID(int=4)
        answer = service.post(
            f"/v1/plans/{nowhere}/track", {"track": "work", "occurredOn": "2020-03-02"}, if_match=1
        )
        assert is_problem(answer, 404, "not_found")
