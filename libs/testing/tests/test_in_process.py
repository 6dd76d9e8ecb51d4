"""An app in this process answers as it would through a server."""

from collections.abc import Iterator

import pytest
from anyio.from_thread import start_blocking_portal
from httpx2 import Client
from starlette.types import Receive, Scope, Send

from samplan.testing.in_process import InProcess


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what it was sent, in two parts, and then waits until its client is gone."""
    if scope["path"] == "/broken":
        raise ValueError("broken")
    if scope["path"] == "/unread":
        await send({"type": "http.response.start", "status": 401})
        await send({"type": "http.response.body"})
        return
    sent = (await receive())["body"]
    headers = [(b"x-target", scope["path"].encode() + b"?" + scope["query_string"])]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": scope["method"].encode(), "more_body": True})
    if scope["path"] == "/interrupted":
        raise ValueError("interrupted")
    await send({"type": "http.response.body", "body": sent})
    assert await receive() == {"type": "http.disconnect"}


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with start_blocking_portal() as portal:
        yield Client(transport=InProcess(app, portal), base_url="http://testserver")


def test_is_sent_the_request_and_read_to_the_end(client: Client) -> None:
    answer = client.post("/v1/å", params={"at": "1 2"}, content=b" body")
    assert (answer.status_code, answer.content) == (201, b"POST body")
    assert answer.headers["X-Target"] == "/v1/å?at=1+2"


def test_is_sent_a_body_that_is_made_while_it_is_sent(client: Client) -> None:
    assert client.put("/", content=(part for part in (b" b", b"ody"))).content == b"PUT body"


def test_may_answer_without_reading_the_body(client: Client) -> None:
    def endless() -> Iterator[bytes]:
        yield b"{}"
        raise AssertionError("no further part may be read")

    assert client.put("/unread", content=endless()).status_code == 401


def test_has_failed_with_500_before_it_answers(client: Client) -> None:
    answer = client.get("/broken")
    assert (answer.status_code, answer.content) == (500, b"")


def test_has_answered_in_part_when_it_fails_later(client: Client) -> None:
    answer = client.get("/interrupted")
    assert (answer.status_code, answer.content) == (201, b"GET")
