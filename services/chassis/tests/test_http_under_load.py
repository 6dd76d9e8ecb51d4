"""Overload, slow callers, faults: the answer says when to retry and repeats no input (I15)."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace

import anyio.to_thread
import pytest
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.types import Message, Receive, Scope, Send
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from chassis.http.edge import body
from chassis.http.edge.per_request import PerRequest
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN


class Slow:
    """Answers when the test allows it; a stream starts at once and ends when the test allows it."""

    def __init__(self) -> None:
        self.running = 0
        self.may_answer = asyncio.Event()

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        start: Message = {"type": "http.response.start", "status": 200, "headers": []}
        self.running += 1
        if scope["path"] == "/v1/stream":
            await send(start)
        if scope["path"] != "/health/live":
            await self.may_answer.wait()
        if scope["path"] != "/v1/stream":
            await send(start)
        await send({"type": "http.response.body", "body": b""})


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110  # what is waited for happens in another task
            await asyncio.sleep(0)


class TestTooManyRequests:
    @pytest.fixture
    def slow(self) -> Slow:
        return Slow()

    @pytest.fixture
    def client(self, slow: Slow) -> AsyncClient:
        return AsyncClient(transport=ASGITransport(PerRequest(slow, most=2)), base_url="http://test")

    async def test_are_refused_with_retry_after(self, slow: Slow, client: AsyncClient) -> None:
        taken_on = [asyncio.create_task(client.get("/v1/plans")) for _ in range(2)]
        await until(lambda: slow.running == 2)
        refused = await client.get("/v1/plans")
        assert is_overloaded(refused)
        assert (await client.get("/health/live")).status_code == HTTPStatus.OK
        slow.may_answer.set()
        assert [(await one).status_code for one in taken_on] == [200, 200]
        assert (await client.get("/v1/plans")).status_code == HTTPStatus.OK

    async def test_do_not_include_open_streams(self, slow: Slow, client: AsyncClient) -> None:
        listening = [asyncio.create_task(client.get("/v1/stream")) for _ in range(5)]
        await until(lambda: slow.running == 5)
        slow.may_answer.set()
        assert [(await one).status_code for one in listening] == [200] * 5


def is_overloaded(answer: Response) -> bool:
    headed = answer.headers["retry-after"] == "1" and answer.headers["x-request-id"]
    typed = answer.headers["content-type"] == "application/problem+json"
    return bool(headed and typed) and (answer.status_code, answer.json()["code"]) == (503, "overloaded")


class TestLiveness:
    async def test_is_answered_while_every_thread_waits_for_the_store(self, tmp_path: Path) -> None:
        threads = anyio.to_thread.current_default_thread_limiter()
        with ServiceUnderTest(SPECIMEN, tmp_path) as service:
            client = AsyncClient(transport=ASGITransport(service.process.app), base_url="http://test")
            busy = [object() for _ in range(int(threads.available_tokens))]
            for borrower in busy:
                threads.acquire_on_behalf_of_nowait(borrower)
            async with asyncio.timeout(5):
                assert (await client.get("/health/live")).json() == {"status": "live"}
            for borrower in busy:
                threads.release_on_behalf_of(borrower)


class TestABodyThatNeverEnds:
    async def test_times_out(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(body, "TIMEOUT_SECONDS", 0.01)
        with ServiceUnderTest(SPECIMEN, tmp_path) as service:
            assert await self._status(service, service.token()) == HTTPStatus.REQUEST_TIMEOUT

    async def test_of_a_caller_without_a_token_is_not_waited_for(self, tmp_path: Path) -> None:
        with ServiceUnderTest(SPECIMEN, tmp_path) as service:
            assert await self._status(service, "none") == HTTPStatus.UNAUTHORIZED

    async def _status(self, service: ServiceUnderTest, token: str) -> int:
        sent: list[Message] = []

        async def never() -> Message:
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [
            (b"content-type", b"application/json"),
            (b"authorization", f"Bearer {token}".encode()),
        ]
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/v1/plans",
            "headers": headers,
            "query_string": b"",
        }
        await service.process.app(scope, never, send)
        return int(sent[0]["status"])


class TestEveryAnswer:
    """Including one that is refused before routing."""

    @pytest.mark.parametrize(("agency", "status"), [("af", 400), ("", 401)])
    def test_has_the_request_id_of_its_log_line(self, tmp_path: Path, agency: str, status: int) -> None:
        with ServiceUnderTest(SPECIMEN, tmp_path) as service, capture_logs() as lines:
            token = service.token(agency) if agency else "none"
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
            answer = service.client.post("/v1/plans", content=b"{", headers=headers)
        assert answer.status_code == status
        assert [line["route"] for line in lines if line["event"] == "request"] == ["/v1/plans"]
        assert answer.headers["x-request-id"] == answer.json()["requestId"]
        assert [line["status"] for line in lines if line["event"] == "request"] == [status]


class TestARequestWithoutAnAnswer:
    def test_has_a_log_line_and_its_place_is_free_again(self) -> None:
        """Cancelled as when the caller goes, by its route's template."""

        async def sleep(scope: Scope, _receive: Receive, _send: Send) -> None:
            scope["route"] = SimpleNamespace(path="/v1/plans/{planId}")
            await asyncio.Event().wait()

        async def cancel() -> None:
            asked = asyncio.create_task(edge(dict(SCOPE), _nothing, _nowhere))
            await asyncio.sleep(0)
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)

        edge = PerRequest(sleep, most=1)
        with capture_logs(processors=[merge_contextvars]) as lines:
            for _ in range(3):
                asyncio.run(cancel())
        assert [(one["status"], one["route"]) for one in lines] == [(499, "/v1/plans/{planId}")] * 3
        assert all(one["request_id"] for one in lines)


SCOPE = {"type": "http", "method": "GET", "path": "/v1/plans/7", "headers": [], "query_string": b""}


async def _nothing() -> Message:
    raise AssertionError


async def _nowhere(_: Message) -> None:
    raise AssertionError
