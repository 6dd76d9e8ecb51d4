"""I13: what is said of a person is in no topic, log, metric or error, and in a store only sealed."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.journeys.canary import COUNTRY, DIGITS, HYPHENED, WORD, in_every_free_field, leaks
from tests.journeys.collector import ATTRIBUTES, Collector, collecting
from tests.journeys.desk import Desk, Grounds, desk_in_a_house_of_its_own
from tests.journeys.hostile import Attempt, attempts
from tests.journeys.stores import rows_of
from tests.journeys.topics import all_told
from tests.journeys.way import INTAKE, MEETING, Way

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
    """Nobody else's: what is tried here may pause an intake or end a consent."""
    assert not collector.bodies  # each of them finds it when it is started
    with desk_in_a_house_of_its_own(grounds, tmp_path_factory.mktemp("canary")) as desk:
        yield desk


@pytest.fixture(scope="module")
def way(desk: Desk) -> Way:
    """Hers to the exit, and a referral that says the same of somebody else and is declined in her words."""
    form, meeting = in_every_free_field(EXAMPLE), in_every_free_field(MEETING)
    way = Way(desk, HYPHENED, form, meeting).to_enrolment().to_the_exit()
    declined = Way(desk, ANOTHER, form).refer()
    declined.decide("/decline", "2021-06-03", "ReferralDeclined", reason="moved", words=f"{WORD} {DIGITS}")
    return way


@pytest.fixture(scope="module")
def shown(way: Way) -> dict[str, Any]:
    """What her agencies can read of her, until she is erased."""
    form = way.desk.get(INTAKE, "referral", f"/v1/referrals/{way.referral_id}").json()["form"]
    return dict(form["participant"])


@pytest.fixture(scope="module")
def refusals(way: Way, shown: dict[str, Any]) -> list[httpx.Response]:
    """The answers to every attempt that was refused. Some are not, and may erase her."""
    assert shown
    ids = {"referralId": way.referral_id, "consentId": way.consent_id, "planId": way.plan_id}
    ids |= {"participant_id": way.participant_id, "activityId": way.referral_id, "draftId": way.referral_id}
    answers = [
        send(attempt, service, way.desk)
        for service in way.desk.house.parts
        for attempt in attempts(way.desk.get(INTAKE, service, "/openapi.json").json(), ids)
    ]
    answers += [way.desk.get(INTAKE, "reporting", page) for page in PAGES]
    way.desk.house.settle()
    return [answer for answer in answers if answer.is_error]


def send(attempt: Attempt, service: str, desk: Desk) -> httpx.Response:
    raw = attempt.body if isinstance(attempt.body, bytes) else json.dumps(attempt.body).encode()
    # Her key is new to each request, so that none is taken for another one sent again.
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
    def test_in_what_is_told_on_the_topics(self, way: Way, refusals: list[httpx.Response]) -> None:
        told = all_told(way.desk.house.bootstrap)
        assert len(told) > len(way.steps)
        assert [found for one in told for found in leaks(one.raw)] == []

    def test_in_the_answer_to_a_request_that_is_refused(self, refusals: list[httpx.Response]) -> None:
        assert len(refusals) > 100
        assert {answer.status_code for answer in refusals} >= {400, 401, 404, 406, 409, 415, 422}
        assert [answer.url for answer in refusals if answer.status_code >= 500] == []
        answered = [f"{answer.headers.multi_items()}\n{answer.text}" for answer in refusals]
        assert [found for one in answered for found in leaks(one.encode())] == []

    def test_in_what_the_processes_write_and_measure(self, way: Way, refusals: list[httpx.Response]) -> None:
        written = way.desk.house.logs()
        assert {f"{service}-serve.log" for service in way.desk.house.parts} <= written.keys()
        for service in way.desk.house.parts:
            written[f"{service} metrics"] = way.desk.get(INTAKE, service, "/metrics").content
        assert {name: found for name, text in written.items() if (found := leaks(text))} == {}

    def test_in_what_they_trace(self, way: Way, refusals: list[httpx.Response], collector: Collector) -> None:
        wait_until(lambda: len(collector.spans) > len(refusals), lambda: f"{len(collector.spans)} spans")
        assert [found for body in collector.bodies for found in leaks(body)] == []
        assert {name for span in collector.spans for name in span.attributes} <= ATTRIBUTES
        assert [span.events for span in collector.spans if span.events] == []

    def test_in_any_store_but_sealed(self, way: Way, refusals: list[httpx.Response]) -> None:
        house = way.desk.house
        stored = {f"{service} rows": "\n".join(rows_of(house.database(service))) for service in house.parts}
        assert way.referral_id in stored["referral rows"]
        kept = {name: text.encode() for name, text in stored.items()}
        for service in house.parts:
            kept |= house.files_of(service)
        assert {name: found for name, text in kept.items() if (found := leaks(text))} == {}

    def test_though_her_agencies_can_read_it(self, shown: dict[str, Any]) -> None:
        assert shown["personnummer"] == DIGITS
        assert shown["name"].startswith(WORD)
        assert shown["countryOfBirth"] == COUNTRY
