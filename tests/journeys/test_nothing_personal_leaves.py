"""I13: personal data is in no topic, log, metric or error, and in a store only encrypted."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.journeys.canary import COUNTRY, DIGITS, HYPHENED, WORD, in_every_free_field, leaks
from tests.journeys.collector import ATTRIBUTES, Collector, collecting
from tests.journeys.desk import Desk, Grounds, separate_desk
from tests.journeys.hostile import Attempt, attempts
from tests.journeys.journey import INTAKE, MEETING, Journey
from tests.journeys.stores import rows_of
from tests.journeys.topics import all_records

from referral.form.example import EXAMPLE
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow

ANOTHER = "19850615-9832"
PAGES = (f"/sv/{WORD}", f"/en/malmokraften?{WORD}={HYPHENED}", f"/{WORD}/{HYPHENED}", f"/static/{WORD}")


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector


@pytest.fixture(scope="module")
def desk(grounds: Grounds, collector: Collector, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A separate house: these requests may pause an intake or end a consent."""
    assert not collector.bodies  # each process finds the collector at its start
    with separate_desk(grounds, tmp_path_factory.mktemp("canary")) as desk:
        yield desk


@pytest.fixture(scope="module")
def journey(desk: Desk) -> Journey:
    """A journey to the exit, and another person's declined referral with the same canary data."""
    form, meeting = in_every_free_field(EXAMPLE), in_every_free_field(MEETING)
    journey = Journey(desk, HYPHENED, form, meeting).to_enrolment().to_the_exit()
    declined = Journey(desk, ANOTHER, form).refer()
    declined.decide("/decline", "2021-06-03", "ReferralDeclined", reason="moved", words=f"{WORD} {DIGITS}")
    return journey


@pytest.fixture(scope="module")
def shown(journey: Journey) -> dict[str, Any]:
    """What the agencies can read of the participant, before the erasure."""
    form = journey.desk.get(INTAKE, "referral", f"/v1/referrals/{journey.referral_id}").json()["form"]
    return dict(form["participant"])


@pytest.fixture(scope="module")
def refusals(journey: Journey, shown: dict[str, Any]) -> list[httpx.Response]:
    """The answers to every refused attempt. Some are accepted, and may erase the participant."""
    assert shown
    ids = {"referralId": journey.referral_id, "consentId": journey.consent_id, "planId": journey.plan_id}
    ids |= {
        "participant_id": journey.participant_id,
        "activityId": journey.referral_id,
        "draftId": journey.referral_id,
    }
    answers = [
        send(attempt, service, journey.desk)
        for service in journey.desk.house.parts
        for attempt in attempts(journey.desk.get(INTAKE, service, "/openapi.json").json(), ids)
    ]
    answers += [journey.desk.get(INTAKE, "reporting", page) for page in PAGES]
    journey.desk.house.settle()
    return [answer for answer in answers if answer.is_error]


def send(attempt: Attempt, service: str, desk: Desk) -> httpx.Response:
    raw = attempt.body if isinstance(attempt.body, bytes) else json.dumps(attempt.body).encode()
    # Each request has a new key, so that none is taken for a retry of another.
    usual = {"Content-Type": "application/json", "If-Match": '"5"', **desk.signed(INTAKE)}
    usual["Idempotency-Key"] = f"{WORD}-{HYPHENED}-{abs(hash((service, attempt.path, raw)))}"
    return desk.http.request(
        attempt.method,
        desk.url(service, attempt.path),
        params=attempt.query,
        headers={**usual, **attempt.headers},
        content=None if attempt.body is None else raw,
    )


class TestNothingPersonalLeaves:
    def test_in_published_records(self, journey: Journey, refusals: list[httpx.Response]) -> None:
        records = all_records(journey.desk.house.bootstrap)
        assert len(records) > len(journey.steps)
        assert [found for one in records for found in leaks(one.raw)] == []

    def test_in_the_answer_to_a_request_that_is_refused(self, refusals: list[httpx.Response]) -> None:
        assert len(refusals) > 100
        assert {answer.status_code for answer in refusals} >= {400, 401, 404, 406, 409, 415, 422}
        assert [answer.url for answer in refusals if answer.status_code >= 500] == []
        answered = [f"{answer.headers.multi_items()}\n{answer.text}" for answer in refusals]
        assert [found for one in answered for found in leaks(one.encode())] == []

    def test_in_logs_and_metrics(self, journey: Journey, refusals: list[httpx.Response]) -> None:
        written = journey.desk.house.logs()
        assert {f"{service}-serve.log" for service in journey.desk.house.parts} <= written.keys()
        for service in journey.desk.house.parts:
            written[f"{service} metrics"] = journey.desk.house.metrics(service)
        assert {name: found for name, text in written.items() if (found := leaks(text))} == {}

    def test_in_traces(self, journey: Journey, refusals: list[httpx.Response], collector: Collector) -> None:
        wait_until(lambda: len(collector.spans) > len(refusals), lambda: f"{len(collector.spans)} spans")
        assert [found for body in collector.bodies for found in leaks(body)] == []
        assert {name for span in collector.spans for name in span.attributes} <= ATTRIBUTES
        assert [span.events for span in collector.spans if span.events] == []

    def test_in_any_store_but_encrypted(self, journey: Journey, refusals: list[httpx.Response]) -> None:
        house = journey.desk.house
        stored = {f"{service} rows": "\n".join(rows_of(house.database(service))) for service in house.parts}
        assert journey.referral_id in stored["referral rows"]
        kept = {name: text.encode() for name, text in stored.items()}
        for service in house.parts:
            kept |= house.files_of(service)
        assert {name: found for name, text in kept.items() if (found := leaks(text))} == {}

    def test_though_the_agencies_can_read_it(self, shown: dict[str, Any]) -> None:
        assert shown["personnummer"] == DIGITS
        assert shown["name"].startswith(WORD)
        assert shown["countryOfBirth"] == COUNTRY
