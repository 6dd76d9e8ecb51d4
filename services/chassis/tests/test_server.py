"""The server's answers to malformed requests, and how it stops (K63, K64)."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse

from chassis.http.auth import Verifier
from chassis.http.edge.app import make_app
from chassis.http.edge.server import Server, stopping_of

pytestmark = pytest.mark.slow

CANARY = "191212121212"
GRACE_SECONDS = 60
PATIENCE_SECONDS = 10

router = APIRouter(prefix="/v1")


@router.get("/stream", response_class=EventSourceResponse)
async def stream(request: Request) -> AsyncIterator[str]:
    yield "begun"
    await stopping_of(request.app).wait()


@router.get("/plans")
async def plans() -> list[str]:
    return []


@asynccontextmanager
async def served(tmp_path: Path) -> AsyncIterator[tuple[Server, int]]:
    app = make_app(
        title="Specimen",
        description="A stream.",
        version="1.0.0",
        routers=[router],
        application=None,
        verifier=Verifier(tmp_path / "none", audience="planning", issuer="nobody"),
    )
    server = Server(app, grace_seconds=GRACE_SECONDS)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = asyncio.create_task(server.serve([listening]))
        yield server, listening.getsockname()[1]
        server.should_exit = True
        await asyncio.wait_for(running, PATIENCE_SECONDS)


async def answer_to(port: int, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    answer = await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
    writer.close()
    return answer


MALFORMED: dict[str, tuple[bytes, int, str]] = {
    "an unknown method": (b"FOO /v1/plans HTTP/1.1\r\nHost: x\r\n\r\n", 405, "method_not_allowed"),
    "a personnummer as method": (f"{CANARY} / HTTP/1.1\r\n\r\n".encode(), 405, "method_not_allowed"),
    "a method that is not ours": (
        b"PURGE /v1/plans HTTP/1.1\r\nConnection: close\r\n\r\n",
        405,
        "method_not_allowed",
    ),
    "a version that is none": (f"GET /{CANARY} HTTP/9\r\n\r\n".encode(), 400, "malformed_request"),
    "a length that is none": (b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400, "malformed_request"),
    "HTTP/2 without asking": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "malformed_request"),
}


@pytest.mark.parametrize("what", MALFORMED)
async def test_a_malformed_request_is_answered_with_a_problem(tmp_path: Path, what: str) -> None:
    sent, status, code = MALFORMED[what]
    async with served(tmp_path) as (_, port):
        head, _, body = (await answer_to(port, sent)).partition(b"\r\n\r\n")
    problem = json.loads(body)
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"content-type: application/problem+json" in head.lower()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["requestId"].encode() in head
    assert (b"\r\nallow: " in head.lower()) == (status == 405)
    assert CANARY.encode() not in head + body


async def test_an_open_stream_ends_with_the_server(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with served(tmp_path) as (server, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /v1/stream HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.wait_for(reader.readuntil(b"begun"), PATIENCE_SECONDS)
        server.should_exit = True
        rest = await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
        writer.close()
    assert rest.endswith(b"0\r\n\r\n")
    assert [record.levelname for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_head_of_a_stream_ends_at_once(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, port):
        request = b"HEAD /v1/stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        answer = await answer_to(port, request)
    assert b"content-type: text/event-stream" in answer
    assert answer.endswith(b"\r\n\r\n")
    assert b"begun" not in answer
