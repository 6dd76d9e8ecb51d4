"""An agency's journal system as an HTTP client: idempotency keys, versions, retries."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import httpx

from samplan.contracts.codes import Agency
from simulator.clients.throttle import Throttle
from simulator.clients.waiting import Wait

OVERLOADED = frozenset({429, 502, 503, 504})
ON_ITS_WAY = frozenset({"consent_not_in_force", "agency_not_in_consent", "sharing_has_ended", "conflict"})
"""Problem codes that disappear when pending events arrive or a concurrent request ends: retry."""
STALE = 412
REPLAYED = "Idempotency-Replayed"
DONE_BEFORE = "idempotency_key_reused"
UNPRINTED = frozenset({"type", "title", "instance", "requestId", "status"})
NO_HEADERS: Mapping[str, str] = {}


class Refused(Exception):
    """A refusal that a retry does not change: the request, the status and the problem."""

    def __init__(self, action: str, status: int, problem: str) -> None:
        super().__init__(f"{action} was answered {status} {problem}")
        self.status = status


@dataclass(frozen=True, kw_only=True)
class Command:
    """One request that changes something. `key` is the same on every try and in every run."""

    agency: Agency
    url: str
    body: Mapping[str, object]
    key: UUID
    method: str = "POST"
    rows: Sequence[Mapping[str, object]] = ()
    """Sent instead of the body, one a line."""

    @property
    def content(self) -> bytes:
        sent = "\n".join(json.dumps(row) for row in self.rows) if self.rows else json.dumps(self.body)
        return sent.encode()

    @property
    def media_type(self) -> str:
        return "application/jsonl" if self.rows else "application/json"

    @property
    def action(self) -> str:
        """The request without its ids, for messages."""
        steps = urlsplit(self.url).path.split("/")
        return f"{self.method} " + "/".join("…" if len(step) == 36 else step for step in steps)


@dataclass
class Record:
    """A record as last read."""

    url: str
    etag: str
    body: Mapping[str, Any]
    was_there: bool = False
    """Created by an earlier run: `etag` and `body` are from the answer to that run."""


class AgencyClient:
    """Sends on behalf of any agency, each with its own token. `timeout`: seconds for one command or wait."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        token_of: Callable[[Agency], str],
        throttle: Throttle,
        timeout: float,
    ) -> None:
        self._http = http
        self._token_of = token_of
        self._throttle = throttle
        self._timeout = timeout
        self._tokens: dict[Agency, str] = {}

    async def create(self, command: Command) -> Record:
        """Create a record. Raises Refused or TimedOut."""
        wait = Wait(self._timeout, command.action)
        while True:
            answer = await self._send(command)
            if answer.is_success:
                place = urljoin(command.url, answer.headers["Location"])
                was_there = REPLAYED in answer.headers
                return Record(place, answer.headers["ETag"], answer.json(), was_there)
            await _wait_or_raise(wait, command, answer)

    async def change(self, command: Command, record: Record) -> None:
        """Carry out a command on a record, whatever its current version.

        A key that was used on another version has already been carried out: do nothing.
        Raises Refused or TimedOut.
        """
        wait = Wait(self._timeout, command.action)
        while True:
            answer = await self._send(command, {"If-Match": record.etag})
            if answer.is_success:
                record.etag, record.body = answer.headers["ETag"], answer.json()
                return
            if _code(answer) == DONE_BEFORE:
                await self._read_again(command.agency, record)
                return
            if answer.status_code == STALE:
                await self._read_again(command.agency, record)
            else:
                await _wait_or_raise(wait, command, answer)

    async def ask(self, agency: Agency, url: str) -> Mapping[str, Any]:
        """The answer to a request that changes nothing and has no key. Raises Refused or TimedOut."""
        wait = Wait(self._timeout, "POST without a key")
        while not (answer := await self._ask(agency, url)).is_success:
            if answer.status_code not in OVERLOADED:
                raise Refused("POST without a key", answer.status_code, _problem(answer))
            await wait.pause(f"answered {answer.status_code}")
        answered: Mapping[str, Any] = answer.json()
        return answered

    async def find(self, agency: Agency, url: str, **params: str) -> Mapping[str, Any]:
        """The first entry of a list, once there is one. Raises TimedOut."""
        wait = Wait(self._timeout, f"GET {urlsplit(url).path}")
        while True:
            answer = await self.read(agency, url, **params)
            if answer.is_success and (entries := answer.json()):
                first: Mapping[str, Any] = entries[0]
                return first
            await wait.pause(f"answered {answer.status_code} and no entry")

    async def list_of(self, agency: Agency, url: str, **params: str) -> list[Mapping[str, Any]]:
        """The entries of a list, which may be empty. Raises Refused or TimedOut."""
        wait = Wait(self._timeout, f"GET {urlsplit(url).path}")
        while not (answer := await self.read(agency, url, **params)).is_success:
            if answer.status_code not in OVERLOADED:
                raise Refused("GET of a list", answer.status_code, _problem(answer))
            await wait.pause(f"answered {answer.status_code}")
        entries: list[Mapping[str, Any]] = answer.json()
        return entries

    async def open(self, agency: Agency, url: str) -> Record:
        """The current state of a record. Raises Refused."""
        record = Record(url, "", {})
        await self._read_again(agency, record)
        return record

    async def read(self, agency: Agency, url: str, **params: str) -> httpx.Response:
        """One GET without retries; an unreachable service counts as 503."""
        try:
            return await self._http.get(url, params=params, headers=self._authorization(agency))
        except httpx.TransportError:
            return httpx.Response(503)

    async def _read_again(self, agency: Agency, record: Record) -> None:
        wait = Wait(self._timeout, "GET of a record")
        while not (answer := await self.read(agency, record.url)).is_success:
            if answer.status_code not in OVERLOADED:
                raise Refused("GET of a record", answer.status_code, _problem(answer))
            await wait.pause(f"answered {answer.status_code}")
        record.etag, record.body = answer.headers["ETag"], answer.json()

    async def _ask(self, agency: Agency, url: str) -> httpx.Response:
        try:
            return await self._http.post(url, json={}, headers=self._authorization(agency))
        except httpx.TransportError:
            return httpx.Response(503)

    async def _send(self, command: Command, headers: Mapping[str, str] = NO_HEADERS) -> httpx.Response:
        all_headers = {
            "Idempotency-Key": str(command.key),
            "Content-Type": command.media_type,
            **self._authorization(command.agency),
            **headers,
        }
        await self._throttle.wait_until_open()
        try:
            answer = await self._http.request(
                command.method, command.url, content=command.content, headers=all_headers
            )
        except httpx.TransportError:  # unknown whether it was carried out: the key makes a retry safe
            return httpx.Response(503)
        if answer.is_success and REPLAYED not in answer.headers:
            self._throttle.note_done()
        return answer

    def _authorization(self, agency: Agency) -> dict[str, str]:
        if agency not in self._tokens:
            self._tokens[agency] = self._token_of(agency)
        return {"Authorization": f"Bearer {self._tokens[agency]}"}


async def _wait_or_raise(wait: Wait, command: Command, answer: httpx.Response) -> None:
    if answer.status_code not in OVERLOADED and _code(answer) not in ON_ITS_WAY:
        raise Refused(command.action, answer.status_code, _problem(answer))
    after = answer.headers.get("Retry-After", "0")
    await wait.pause(_problem(answer), float(after) if after.isdigit() else 0.0)


def _code(answer: httpx.Response) -> str:
    is_problem = answer.headers.get("Content-Type", "").startswith("application/problem+json")
    return str(answer.json().get("code", "")) if is_problem else ""


def _problem(answer: httpx.Response) -> str:
    """The problem document without the members that only the service's log needs."""
    if not _code(answer):
        return str(answer.status_code)
    known = {name: value for name, value in answer.json().items() if name not in UNPRINTED}
    return ", ".join(f"{name} {value}" for name, value in known.items())
