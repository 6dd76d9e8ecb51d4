"""What every operation promises alike: keys, versions, scopes, other agencies' records (I1, I14, R-14)."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from services.referral.tests.endpoints import ENDPOINTS, Endpoint
from services.referral.tests.examples import BEA, OUTSIDER, UNKNOWN
from services.referral.tests.intake import Intake
from services.referral.tests.requests import FAR, Call, draft

from referral.closed_loop.known_plans import NotePlan
from referral.closed_loop.note_plan_step import ForgetPlanSteps, NotePlanStep
from referral.closed_loop.show_plan_steps import ShowPlanSteps
from referral.consents.link_referral import LinkReferral
from referral.consents.note_circle import NoteCircle
from referral.counting.count_anonymously import CountAnonymously
from referral.counting.uncounted import ENOUGH
from referral.drafts.discard_draft import DiscardOldDrafts
from referral.endings.end_referrals_of_deceased import EndReferralsOfDeceased
from referral.erasure.carry_out_erasure import CarryOutErasure
from referral.erasure.erase_person import ErasePerson
from referral.erasure.note_erasure import NoteAnnouncement, NoteErasure
from referral.erasure.rotate_index import RotateIndex
from referral.feed.receivers import NoteRead
from referral.office.delegated_programmes import DelegatedProgrammes
from referral.study_visits.note_overdue_visits import NoteOverdueVisits
from referral.study_visits.remind_of_study_visits import RemindOfStudyVisits

pytestmark = pytest.mark.slow

COMMANDS = [name for name, endpoint in ENDPOINTS.items() if endpoint.has_key]
GUARDED = [name for name, endpoint in ENDPOINTS.items() if endpoint.scope]
BY_POLICY = {
    NoteCircle,
    LinkReferral,
    EndReferralsOfDeceased,
    NoteAnnouncement,
    NoteErasure,
    NotePlan,
    NotePlanStep,
    ForgetPlanSteps,
}
BY_CLOCK = {DiscardOldDrafts, RemindOfStudyVisits, NoteOverdueVisits, CountAnonymously, CarryOutErasure}
BY_HAND = {ErasePerson, RotateIndex}
BY_LISTS = {DelegatedProgrammes, NoteRead, ShowPlanSteps}
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


def stored(intake: Intake) -> tuple[int, int]:
    """How many events and how many kept answers there are."""
    answers = intake.service.database.query("SELECT COUNT(*) AS kept FROM idempotency")
    return intake.service.database.last_notification_id(), answers[0]["kept"]


def at(intake: Intake, name: str) -> tuple[str, Endpoint, Call]:
    endpoint = ENDPOINTS[name]
    return name.split(maxsplit=1)[0], endpoint, endpoint.call(intake)


def check_refused(answer: Any, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"


def described(intake: Intake) -> dict[str, set[str]]:
    paths = intake.service.get("/openapi.json").json()["paths"]
    return {path: {method.upper() for method in methods} for path, methods in paths.items()}


def test_each_has_its_row_in_the_table(intake: Intake) -> None:
    there = {f"{method} {path}" for path, methods in described(intake).items() for method in methods}
    assert there == set(ENDPOINTS)


def test_each_command_has_a_route_a_policy_or_a_clock(intake: Intake) -> None:
    """Over the API, by a policy, by the clock or by hand: a handler without a test here fails."""
    by_api = {endpoint.command for endpoint in ENDPOINTS.values()} - {None}
    assert by_api | BY_POLICY | BY_CLOCK | BY_HAND | BY_LISTS == set(
        intake.service.process.application.handlers
    )


def test_what_the_clock_does_it_does_once(intake: Intake) -> None:
    draft(intake)
    for _ in range(ENOUGH):
        intake.decline(intake.referred(BEA))
    intake.visiting()
    assert intake.tick(FAR) == 10  # the draft, three reminders, one overdue visit, five to count
    once = stored(intake)
    assert intake.tick(FAR) == 0
    assert stored(intake) == once


@pytest.mark.parametrize("name", ENDPOINTS)
def test_each_does_what_it_is_there_for(intake: Intake, name: str) -> None:
    method, endpoint, call = at(intake, name)
    answer = endpoint.send(intake, method, call)
    assert answer.status_code in {200, 201}, answer.text


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
class TestEveryCommand:
    def test_has_one_effect_and_one_answer_under_its_key(self, intake: Intake, name: str) -> None:
        method, endpoint, call = at(intake, name)
        before = stored(intake)
        first = endpoint.send(intake, method, call)
        once = stored(intake)
        again = endpoint.send(intake, method, call)
        assert (again.status_code, again.json()) == (first.status_code, first.json())
        assert again.headers["Idempotency-Replayed"] == "true"
        assert stored(intake) == once > before

    def test_is_not_taken_for_another_under_its_key(self, intake: Intake, name: str) -> None:
        method, endpoint, call = at(intake, name)
        endpoint.send(intake, method, call)
        once = stored(intake)
        written = call.body if isinstance(call.body, str) else json.dumps(call.body)
        other = replace(call, version=99) if call.version else replace(call, body=f" {written}")
        check_refused(endpoint.send(intake, method, other), 422, "idempotency_key_reused")
        assert stored(intake) == once

    def test_has_no_effect_without_a_key(self, intake: Intake, name: str) -> None:
        method, endpoint, call = at(intake, name)
        before = stored(intake)
        check_refused(endpoint.send(intake, method, call, key=None), 400, "idempotency_key_missing")
        assert stored(intake) == before

    def test_that_changes_a_record_names_the_version_it_has(self, intake: Intake, name: str) -> None:
        method, endpoint, call = at(intake, name)
        if call.version is None:
            return
        before = stored(intake)
        for tag in ('"99"', '"0"', "*", 'W/"1"'):
            check_refused(endpoint.send(intake, method, call, If_Match=tag), 412, "stale_version")
        check_refused(endpoint.send(intake, method, replace(call, version=None)), 428, "if_match_missing")
        assert stored(intake) == before


@pytest.mark.slow
@pytest.mark.parametrize("name", GUARDED)
class TestEveryCaller:
    def test_has_a_token_with_the_scope(self, intake: Intake, name: str) -> None:
        method, endpoint, call = at(intake, name)
        before = stored(intake)
        check_refused(endpoint.send(intake, method, call, Authorization=""), 401, "unauthorized")
        scopes = {"referral:read", "referral:write"} - {endpoint.scope}
        token = intake.service.token(endpoint.by, scopes=tuple(scopes))
        answer = endpoint.send(intake, method, call, Authorization=f"Bearer {token}")
        check_refused(answer, 403, "missing_scope")
        assert stored(intake) == before

    def test_without_a_part_in_it_learns_nothing(self, intake: Intake, name: str) -> None:
        """R-14: 404 where it is about a record, before the version is looked at."""
        method, endpoint, call = at(intake, name)
        answer = endpoint.send(intake, method, call, agency=OUTSIDER)
        assert answer.status_code == endpoint.stranger, answer.text
        if method == "GET" and answer.status_code == 200 and not endpoint.is_open:
            assert answer.json() in ([], {"entries": [], "next": 0})
        if endpoint.stranger == 404 and call.version:
            stale = endpoint.send(intake, method, replace(call, version=99), agency=OUTSIDER)
            assert stale.json()["code"] == "not_found"

    def test_is_told_the_same_of_a_record_that_is_not_there(self, intake: Intake, name: str) -> None:
        method, endpoint, call = at(intake, name)
        parts = call.path.split("/")
        if not any(is_id(part) for part in parts):
            return
        path = "/".join(str(UNKNOWN) if is_id(part) else part for part in parts)
        check_refused(endpoint.send(intake, method, replace(call, path=path)), 404, "not_found")


def is_id(part: str) -> bool:
    try:
        return bool(UUID(part))
    except ValueError:
        return False


def test_no_path_takes_a_method_that_it_does_not_describe(intake: Intake) -> None:
    for path, methods in described(intake).items():
        for method in METHODS - methods:
            answer = intake.service.client.request(method, path, content=b"{")
            assert answer.status_code == 405, f"{method} {path} {answer.text}"
