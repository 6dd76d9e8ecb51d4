"""A command over HTTP compared with the bare library's save, and the time from a command to the view."""

import asyncio
import time
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from chassis.store.database import open_database

WATCH_EVERY = 0.02
SAVES = 300


class Timed:
    """All connections of a run: limits commands to a given rate, and measures the seconds each took."""

    def __init__(self, per_second: float | None = None) -> None:
        self._apart = 1 / per_second if per_second else 0.0
        self._next = time.perf_counter()
        self.seconds: list[float] = []

    def connect(self) -> httpx.AsyncBaseTransport:
        return _TimedTransport(self)

    async def turn(self) -> None:
        """Wait until the rate allows the next command."""
        self._next = max(self._next + self._apart, time.perf_counter())
        await asyncio.sleep(self._next - time.perf_counter())


class _TimedTransport(httpx.AsyncHTTPTransport):
    def __init__(self, timed: Timed) -> None:
        super().__init__()
        self._timed = timed

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method != "POST":
            return await super().handle_async_request(request)
        await self._timed.turn()
        started = time.perf_counter()
        answer = await super().handle_async_request(request)
        if answer.status_code < 300:
            self._timed.seconds.append(time.perf_counter() - started)
        return answer


class Watch:
    """Records when each fact had reached the view."""

    def __init__(self, reporting: str, token: str) -> None:
        self._status = f"{reporting}/v1/status"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._folded: dict[int, datetime] = {}

    async def look(self) -> None:
        """Poll until cancelled."""
        async with httpx.AsyncClient(trust_env=False) as http:
            while True:
                status = (await http.get(self._status, headers=self._headers)).json()
                if status["foldedAt"]:
                    self._folded[status["lastFact"]] = datetime.fromisoformat(status["foldedAt"])
                await asyncio.sleep(WATCH_EVERY)

    def lags(self, store_url: str) -> list[float]:
        """Seconds from record time to view for each fact, except those folded before the first look."""
        first, *looks = sorted(self._folded)
        database = open_database(store_url)
        facts = database.query(
            "SELECT position, recorded_at FROM facts WHERE position > :first ORDER BY position",
            {"first": first},
        )
        database.close()
        lags: list[float] = []
        for row in facts:
            while looks and looks[0] < row["position"]:
                looks.pop(0)
            if looks:
                recorded_at = datetime.fromisoformat(row["recorded_at"])
                lags.append((self._folded[looks[0]] - recorded_at).total_seconds())
        return lags


class Note(Aggregate):
    """The smallest possible aggregate."""

    @event("Written")
    def write(self, text: str) -> None:
        self.text = text


def bare_saves(store_url: str, folder: Path) -> list[float]:
    """The library's own application: one event saved at a time; seconds each."""
    application = Application[UUID](env=_environment(store_url, folder))
    seconds = []
    for _ in range(SAVES):
        note = Note()
        application.save(note)
        note.write("a few words")
        started = time.perf_counter()
        application.save(note)
        seconds.append(time.perf_counter() - started)
    application.close()
    return seconds


def _environment(store_url: str, folder: Path) -> dict[str, str]:
    if store_url.startswith("sqlite:"):
        file = folder / f"bare-{uuid4().hex}.sqlite3"
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": f"{file}"}
    url = urlsplit(store_url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": url.path.lstrip("/"),
        "POSTGRES_HOST": f"{url.hostname}",
        "POSTGRES_PORT": f"{url.port}",
        "POSTGRES_USER": f"{url.username}",
        "POSTGRES_PASSWORD": "",
    }
