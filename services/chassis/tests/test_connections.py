"""Connections that send nothing, or half of a request, keep no honest caller out (K67)."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, FastAPI

from chassis.http.auth import Caller, Verifier, scope
from chassis.http.edge import protocol
from chassis.http.edge.app import make_app
from chassis.http.edge.connections import Connections
from chassis.http.edge.server import Server
from chassis.http.fields import StrictModel
from chassis.settings.limits import LimitSettings
from samplan.contracts.codes import Agency
from samplan.testing.issuer import ISSUER, ensure_issuer, mint_token

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 20
HALF = b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-Half: "
HONEST = b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
LENGTH = 1000

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]
router = APIRouter(prefix="/v1")


class Body(StrictModel):
    track: str


@router.post("/plans")
async def plans(_body: Body, _: Annotated[Caller, Depends(scope("planning:write"))]) -> dict[str, str]:
    return {}


@asynccontextmanager
async def served(folder: Path, **limits: float) -> AsyncIterator[tuple[Server, int]]:
    settings = LimitSettings.model_validate(limits)
    app = make_app(
        title="Specimen",
        description="Bodies.",
        version="1.0.0",
        routers=[router],
        application=None,
        verifier=Verifier(ensure_issuer(folder), audience="planning", issuer=ISSUER),
        limits=settings,
    )
    async with running_on(app, settings) as running:
        yield running


@asynccontextmanager
async def running_on(app: FastAPI, limits: LimitSettings | None = None) -> AsyncIterator[tuple[Server, int]]:
    """The app on a port."""
    server = Server(app, grace_seconds=1, limits=limits)
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listening:
        running = asyncio.create_task(server.serve([listening]))
        yield server, listening.getsockname()[1]
        server.should_exit = True
        await asyncio.wait_for(running, PATIENCE_SECONDS)


async def send(port: int, sent: bytes) -> Stream:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    return reader, writer


async def answer(stream: Stream) -> tuple[int, str]:
    """The status and the problem's code; (0, "") where the connection was closed without an answer."""
    reader, writer = stream
    try:
        whole = await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
    except ConnectionResetError:
        whole = b""
    writer.close()
    head, _, body = whole.partition(b"\r\n\r\n")
    return (int(head.split(b" ")[1]), json.loads(body).get("code", "")) if head else (0, "")


def head_of_post(token: str) -> bytes:
    return (
        f"POST /v1/plans HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Length: {LENGTH}\r\n"
        "Content-Type: application/json\r\n\r\n"
    ).encode()


def token_of(folder: Path, agency: Agency) -> str:
    return mint_token(folder, agency, scopes=["planning:write"], audience=["planning"])


class TestHalfSentHeads:
    async def test_beyond_the_bound_make_room_for_honest_callers(self, tmp_path: Path) -> None:
        async with served(tmp_path, connections=20, connections_per_address=20) as (_, port):
            halves = [await send(port, HALF) for _ in range(60)]
            honest = [await answer(await send(port, HONEST)) for _ in range(5)]
            for _reader, writer in halves:
                writer.close()
        assert honest == [(200, "")] * 5

    async def test_of_one_address_close_the_oldest_of_them(self, tmp_path: Path) -> None:
        async with served(tmp_path, connections_per_address=2) as (_, port):
            first, second = [await send(port, HALF) for _ in range(2)]
            third = await send(port, HONEST)
            assert await answer(third) == (200, "")
            assert await answer(first) == (0, "")
            second[1].write(b"whole\r\nConnection: close\r\n\r\n")
            assert await answer(second) == (200, "")

    @pytest.mark.parametrize("sent", [b"", HALF, b"\r\n"], ids=["nothing", "half", "an empty line"])
    async def test_are_late(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
        monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.05)
        async with served(tmp_path) as (_, port):
            assert await answer(await send(port, sent)) == (408, "request_timeout")

    async def test_are_late_after_a_first_request_too(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.05)
        async with served(tmp_path) as (_, port):
            reader, writer = await send(port, HONEST.replace(b"Connection: close\r\n", b""))
            first = await asyncio.wait_for(reader.readuntil(b"}"), PATIENCE_SECONDS)
            writer.write(HALF)
            whole = await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
            writer.close()
        assert first.startswith(b"HTTP/1.1 200")
        assert whole.startswith(b"HTTP/1.1 408")

    async def test_are_refused_when_they_grow_without_end(self, tmp_path: Path) -> None:
        async with served(tmp_path) as (_, port):
            endless = HALF + b"x" * protocol.MOST_HEAD_BYTES
            assert await answer(await send(port, endless)) == (431, "headers_too_large")


class TestBodiesThatNeverCome:
    async def test_of_callers_without_a_token_are_not_waited_for(self, tmp_path: Path) -> None:
        async with served(tmp_path) as (_, port):
            sent = [await send(port, head_of_post("none")) for _ in range(300)]
            honest = await answer(await send(port, HONEST))
            heads = [await reader.readuntil(b"\r\n") for reader, _ in sent]
            for _reader, writer in sent:
                writer.close()
        assert honest == (200, "")
        assert set(heads) == {b"HTTP/1.1 401 Unauthorized\r\n"}

    async def test_of_one_caller_take_only_its_own_places(self, tmp_path: Path) -> None:
        """300 of them used to take every place of the process."""
        async with served(tmp_path) as (_, port):
            greedy = [await send(port, head_of_post(token_of(tmp_path, Agency.AF))) for _ in range(300)]
            refused = [await reader.readuntil(b"\r\n") for reader, _ in greedy[64:]]
            whole = b'{"track": "health"}'.ljust(LENGTH)
            other = head_of_post(token_of(tmp_path, Agency.FK)).replace(b"Host", b"Connection: close\r\nHost")
            honest = await answer(await send(port, other + whole))
            for _reader, writer in greedy:
                writer.close()
        assert set(refused) == {b"HTTP/1.1 429 Too Many Requests\r\n"}
        assert honest[0] == 200

    async def test_are_not_read_for_long_after_the_answer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(protocol, "LINGER_SECONDS", 0.05)
        async with served(tmp_path) as (_, port):
            assert await answer(await send(port, head_of_post("none"))) == (401, "unauthorized")

    async def test_may_come_whole_after_the_answer(self, tmp_path: Path) -> None:
        async with served(tmp_path) as (_, port):
            reader, writer = await send(port, head_of_post("none"))
            await reader.readuntil(b'"status"')
            writer.write(b" " * LENGTH + HONEST)
            rest = await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
            writer.close()
        assert b"HTTP/1.1 200 OK" in rest


class Open:
    """A connection of the registry's spec."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.is_abandoned = False

    def abandon(self) -> None:
        self.is_abandoned = True


class TestConnections:
    def test_that_work_are_never_closed_for_a_new_one(self) -> None:
        connections = Connections(most=10, most_per_address=1)
        working = Open("a")
        connections.admit(working)
        connections.waits(working)
        connections.works(working)
        assert not connections.admit(Open("a"))
        assert connections.admit(Open("b"))
        assert not working.is_abandoned

    def test_of_another_address_make_room_when_the_process_is_full(self) -> None:
        connections = Connections(most=1, most_per_address=1)
        waiting = Open("a")
        connections.admit(waiting)
        connections.waits(waiting)
        assert connections.admit(Open("b"))
        assert waiting.is_abandoned

    def test_that_are_closed_leave_their_place(self) -> None:
        connections = Connections(most=10, most_per_address=1)
        for _ in range(3):
            one = Open("a")
            assert connections.admit(one)
            connections.forget(one)
            connections.forget(one)
