"""I15, I28: who floods, half-sends, guesses or counts learns nothing and stops no honest caller (K66-K71)."""

import json

import pytest
from httpx2 import Response
from libs.bus.tests.test_unpacking import bomb, read, replaced
from services.chassis.tests.test_connections import HALF, answer, running_on, send
from structlog.testing import capture_logs
from tests.attacker.probing import NOBODY
from tests.attacker.victim import IN_PROCESS, KEEPER, NAMED, UNHARMED_IN_PROCESS, UNNAMED, Victim, everyone
from tests.journeys.referred_twice import PARTICIPANT

from chassis.http import guessing
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

OWN_TOPIC = f"{UNNAMED}.referral.v1"
SMALL = 4096
"""Bytes of a row that is parked."""


@IN_PROCESS
def test_a_batch_that_unpacks_to_a_quarter_of_a_gigabyte_is_kept_as_a_digest(victim: Victim) -> None:
    """K66: three of them on the attacker's own topic, which every service reads."""
    packed = replaced(bomb("zstd"), "zstd")
    for name in ("planning", "reporting"):
        reader = everyone(victim.services)[name]
        for _ in range(3):
            [record] = read(packed)
            reader.receive_raw(OWN_TOPIC, record.key, record.value)
        rows = reader.database.query("SELECT value FROM parked")
        assert [len(row["value"]) < SMALL for row in rows] == [True] * 3
    assert victim.services.planning.get(f"/v1/plans/{victim.plan_id}", agency=NAMED).status_code == 200


@UNHARMED_IN_PROCESS
async def test_requests_that_never_end_keep_no_honest_caller_out(unharmed: Victim) -> None:
    """K67: 300 bodies that never come, and more half-sent heads than connections are allowed."""
    planning = unharmed.services.planning
    bodies = _head(planning, UNNAMED, "POST", f"/v1/plans/{unharmed.plan_id}/track", "Content-Length: 1000")
    honest = _head(planning, KEEPER, "GET", f"/v1/plans/{unharmed.plan_id}", "Connection: close")
    async with running_on(planning.process.app) as (_, port):
        waiting, answers = [], []
        for sent in ([bodies] * 300, [HALF] * 700):
            waiting += [await send(port, one) for one in sent]
            answers += [await answer(await send(port, honest)) for _ in range(2)]
        for _reader, writer in waiting:
            writer.close()
    assert [status for status, _ in answers] == [200] * 4


def _head(service: ServiceUnderTest, agency: str, method: str, path: str, last: str) -> bytes:
    lines = (
        f"{method} {path} HTTP/1.1",
        "Host: x",
        f"Authorization: Bearer {service.token(agency)}",
        "Content-Type: application/json",
        "Idempotency-Key: one",
        last,
    )
    return "\r\n".join([*lines, "", ""]).encode()


@IN_PROCESS
def test_a_guesser_cannot_tell_who_takes_part_and_is_stopped(
    victim: Victim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K69: look-ups of a participant and of an unknown number, by turns; each is recorded."""
    monkeypatch.setattr(guessing, "STEP_SECONDS", 0.02)
    with capture_logs() as lines:
        asked = [
            _look_up(victim, number) for _ in range(31) for number in (PARTICIPANT, NOBODY["personnummer"])
        ]
    assert [one.status_code for one in asked] == [404] * 60 + [429] * 2
    assert len({_told(one) for one in asked[:60]}) == 1
    assert min(one.elapsed.total_seconds() for one in asked[:60]) >= guessing.STEP_SECONDS
    assert sum(line["event"] == "lookup_refused" for line in lines) == 60


def _look_up(victim: Victim, number: str) -> Response:
    form = {"personnummer": number, "purpose": "coordination"}
    return victim.services.consent.post("/v1/participant-lookups", form, agency=UNNAMED)


def _told(answer: Response) -> str:
    return json.dumps({**answer.json(), "instance": "", "requestId": ""}, sort_keys=True)


@UNHARMED_IN_PROCESS
def test_a_token_of_an_agency_that_no_consent_names_opens_no_journey_and_no_figures(unharmed: Victim) -> None:
    """K71: `reporting:internal` is bound to the circle; exact counts are on a port of their own."""
    reporting = unharmed.services.reporting
    paths = [f"/v1/journeys/{one}" for one in (unharmed.participant_id, NOBODY["participantId"])]
    answers = [reporting.get(path, agency=UNNAMED) for path in paths]
    assert [one.status_code for one in answers] == [404, 404]
    assert len({_told(one) for one in answers}) == 1
    assert {
        service.client.get("/metrics").status_code for service in everyone(unharmed.services).values()
    } == {404}
