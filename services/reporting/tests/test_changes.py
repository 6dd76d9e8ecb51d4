"""Listeners are notified that the view has changed: once for many facts, and again only after more."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, MutableMapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher

from chassis.http.problems import Problem
from reporting import changes
from reporting.changes import Watch
from reporting.projection.head import Head
from reporting.projection.projector import Projector
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.issuer import mint_token
from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import ChildProcess


def asks_for_changes(service: ServiceUnderTest) -> dict[str, Any]:
    """The request of a reader who is signed in."""
    return {
        "type": "http",
        "method": "GET",
        "path": "/v1/changes",
        "query_string": b"",
        "headers": [(b"authorization", f"Bearer {service.token('finsam')}".encode())],
    }


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "EVERY_SECONDS", 0.02)


async def next_of(moves: AsyncIterator[Head]) -> int:
    return (await asyncio.wait_for(anext(moves), 5)).position


def receive(store: Database, publisher: Publisher, *events: object) -> None:
    apply_batch(store, Projector(), publisher.publish(events))  # type: ignore[arg-type]  # events of one topic


async def test_sends_the_head_at_once(store: Database) -> None:
    receive(store, Publisher(), Person().referred(), Person().assessed())
    assert await next_of(Watch(store).moves("", asyncio.Event())) == 2


async def test_sends_one_notice_for_many_facts(store: Database) -> None:
    publisher = Publisher()
    moves = Watch(store).moves("", asyncio.Event())
    assert await next_of(moves) == 0
    receive(store, publisher, Person().referred())
    receive(store, publisher, Person().assessed(), Person().met())
    assert await next_of(moves) == 3


async def test_does_not_repeat_a_notice(store: Database) -> None:
    publisher = Publisher()
    receive(store, publisher, Person().referred())
    moves = Watch(store).moves("1.0", asyncio.Event())
    waiting = asyncio.ensure_future(next_of(moves))
    await asyncio.sleep(0)
    receive(store, publisher, Person().assessed())
    assert await waiting == 2


def test_refuses_more_listeners_than_it_can_serve(store: Database) -> None:
    watch = Watch(store)
    watch.make_room()
    watch.listeners = changes.MOST_LISTENERS
    with pytest.raises(Problem) as refused:
        watch.make_room()
    assert (refused.value.status, refused.value.headers["Retry-After"]) == (503, "30")


async def test_ends_with_the_process(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "EVERY_SECONDS", 3600)
    stopping = asyncio.Event()
    moves = Watch(store).moves("", stopping)
    assert await next_of(moves) == 0
    waiting = asyncio.ensure_future(next_of(moves))
    await asyncio.sleep(0)
    stopping.set()
    with pytest.raises(StopAsyncIteration):
        await waiting


@pytest.mark.slow
def test_an_open_stream_does_not_keep_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """K64: it ends within the grace of ten seconds by itself, and nothing of it is logged as an error.

    At start, it has not reached the broker, which would tell it how far it has published.
    """
    port = free_port()
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
    process = ChildProcess("reporting", [sys.executable, "-m", "reporting", "api"], tmp_path / "log")
    process.start()
    minted = mint_token(tmp_path, Agency.FINSAM, scopes=["reporting:internal"], audience=["reporting"])
    token = {"Authorization": f"Bearer {minted}"}
    try:
        process.wait_until(lambda: "Application startup complete" in process.log.read_text(), 30)
        with httpx2.stream("GET", f"http://127.0.0.1:{port}/v1/changes", headers=token, timeout=30) as answer:
            lines = answer.iter_lines()
            assert next(lines) == "event: facts"
            before = len(process.log.read_text().splitlines())
            process.ask_to_stop()
            assert [line for line in lines if line.startswith("event")] == []
    finally:
        process.stop()
    logged = [json.loads(line) for line in process.log.read_text().splitlines()[before:]]
    assert "Application shutdown complete." in [line["event"] for line in logged]
    assert [line["event"] for line in logged if line.get("level") in {"error", "critical"}] == []


def test_is_for_those_who_are_signed_in(service: ServiceUnderTest) -> None:
    """K84: it tells the second in which something happened."""
    assert service.client.get("/v1/changes").status_code == 401


async def test_is_streamed_over_http_until_the_client_disconnects(service: ServiceUnderTest) -> None:
    apply_batch(service.database, Projector(), Publisher().publish([Person().referred()]))
    received = bytearray()
    has_received = asyncio.Event()

    async def disconnect() -> dict[str, str]:
        await has_received.wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        received.extend(message.get("body", b""))
        if received:
            has_received.set()

    await asyncio.wait_for(service.process.app(asks_for_changes(service), disconnect, send), 10)
    assert received == b'event: facts\ndata: {"lastFact": 1}\nid: 1.0\n\n'
