"""The journal system's behaviour: it retries under the same key, reads the newest version, and waits."""

import json
from collections.abc import Callable
from uuid import UUID

import httpx
import pytest

from samplan.contracts.codes import Agency
from simulator.clients.agency_client import AgencyClient, Command, Record, Refused
from simulator.clients.throttle import Throttle
from simulator.clients.waiting import TimedOut

KEY = UUID("00000000-0000-4000-8000-000000000001")
PLAN = "http://planning.test/v1/plans/0f8fad5b-d9cb-469f-a165-70867728950e"
CHOOSE_TRACK = Command(agency=Agency.AF, url=f"{PLAN}/track", body={"track": "work"}, key=KEY)

Answers = list[httpx.Response]


def done(version: int, **headers: str) -> httpx.Response:
    return httpx.Response(200, json={"track": "work"}, headers={"ETag": f'"{version}"', **headers})


def problem(status: int, code: str, **headers: str) -> httpx.Response:
    return httpx.Response(
        status,
        content=json.dumps({"code": code}),
        headers={"Content-Type": "application/problem+json", **headers},
    )


class Service:
    """Gives the prepared answers in order, and records the requests."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.answers.pop(0)


Connect = Callable[[Service], AgencyClient]


@pytest.fixture
def throttle() -> Throttle:
    throttle = Throttle(httpx.AsyncClient(), "http://reporting.test/v1/status", timeout=1)
    throttle.update(0)
    return throttle


@pytest.fixture
def connect(throttle: Throttle) -> Connect:
    def connected(service: Service) -> AgencyClient:
        http = httpx.AsyncClient(transport=httpx.MockTransport(service))
        return AgencyClient(http, lambda agency: f"token of {agency}", throttle, timeout=0.2)

    return connected


def plan(version: int = 2) -> Record:
    return Record(PLAN, f'"{version}"', {})


class TestChange:
    async def test_sends_the_version_it_read_and_stores_the_new_one(self, connect: Connect) -> None:
        service, record = Service(done(3)), plan(2)

        await connect(service).change(CHOOSE_TRACK, record)

        assert service.asked[0].headers["If-Match"] == '"2"'
        assert service.asked[0].headers["Idempotency-Key"] == str(KEY)
        assert service.asked[0].headers["Authorization"] == "Bearer token of af"
        assert record.etag == '"3"'

    async def test_reads_again_when_its_version_is_stale(self, connect: Connect) -> None:
        service = Service(problem(412, "stale_version"), done(5), done(6))

        await connect(service).change(CHOOSE_TRACK, plan(2))

        assert [request.method for request in service.asked] == ["POST", "GET", "POST"]
        assert service.asked[2].headers["If-Match"] == '"5"'

    async def test_counts_a_key_used_on_another_version_as_done_before(self, connect: Connect) -> None:
        service, record = Service(problem(422, "idempotency_key_reused"), done(9)), plan(2)

        await connect(service).change(CHOOSE_TRACK, record)

        assert record.etag == '"9"'

    @pytest.mark.parametrize(
        "not_yet",
        [
            problem(409, "consent_not_in_force"),
            problem(409, "agency_not_in_consent"),
            problem(429, "too_many_requests", **{"Retry-After": "0"}),
            problem(503, "store_unavailable", **{"Retry-After": "0"}),
            httpx.Response(502),
        ],
    )
    async def test_waits_for_pending_events(self, connect: Connect, not_yet: httpx.Response) -> None:
        service = Service(not_yet, done(3))

        await connect(service).change(CHOOSE_TRACK, plan(2))

        assert len({request.headers["Idempotency-Key"] for request in service.asked}) == 1

    async def test_times_out(self, connect: Connect) -> None:
        service = Service(*[problem(409, "consent_not_in_force") for _ in range(20)])

        with pytest.raises(TimedOut, match="POST /v1/plans/…/track"):
            await connect(service).change(CHOOSE_TRACK, plan(2))

    async def test_does_not_retry_a_refusal(self, connect: Connect) -> None:
        with pytest.raises(Refused, match="POST /v1/plans/…/track was answered 409 code plan_has_ended"):
            await connect(Service(problem(409, "plan_has_ended"))).change(CHOOSE_TRACK, plan(2))

    async def test_counts_what_had_an_effect(self, connect: Connect, throttle: Throttle) -> None:
        service = Service(done(3), done(3, **{"Idempotency-Replayed": "true"}))
        client = connect(service)

        await client.change(CHOOSE_TRACK, plan(2))
        await client.change(CHOOSE_TRACK, plan(2))

        assert throttle.done == 1


class TestCreate:
    async def test_sends_a_round_as_one_form_a_line(self, connect: Connect) -> None:
        service = Service(done(1, Location="/v1/intake-rounds/1"))
        url = "http://referral.test/v1/intake-rounds"
        rows = ({"programme": "malmokraften"}, {"programme": "forsta-steget"})

        await connect(service).create(Command(agency=Agency.AF, url=url, body={}, key=KEY, rows=rows))

        assert service.asked[0].headers["Content-Type"] == "application/jsonl"
        assert [json.loads(line) for line in service.asked[0].content.splitlines()] == [*rows]


class TestFind:
    async def test_waits_until_the_list_has_an_entry(self, connect: Connect) -> None:
        service = Service(httpx.Response(200, json=[]), httpx.Response(200, json=[{"planId": "x"}]))

        found = await connect(service).find(Agency.AF, "http://planning.test/v1/plans", referralId="r")

        assert found == {"planId": "x"}
        assert service.asked[0].url.params["referralId"] == "r"


class TestAServiceThatIsDown:
    async def test_is_tried_again(self, throttle: Throttle) -> None:
        calls: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            calls.append(request)
            if len(calls) == 1:
                raise httpx.ConnectError("refused")
            return done(3)

        http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        client = AgencyClient(http, lambda agency: agency, throttle, timeout=1)
        record = plan(2)

        await client.change(CHOOSE_TRACK, record)

        assert record.etag == '"3"'
