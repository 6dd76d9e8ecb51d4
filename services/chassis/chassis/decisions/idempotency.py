"""The same key gives the same answer, once: the answer is stored with the events it reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.persistence import IntegrityError

from chassis.decisions.domain import Refused
from chassis.decisions.work import Application, Work
from samplan.bus.clock import now_utc
from samplan.bus.observe.causation import Cause, because_of
from samplan.bus.publishing.rollback import refuse_after_rollback
from samplan.bus.store.transactions import Database, Transaction

ATTEMPTS = 3
KEPT = timedelta(days=30)
"""For how long a key is answered as it was: afterwards it is as good as new."""


class KeyReused(Refused):
    """The key was used before with another request."""

    code = "idempotency_key_reused"
    status = 422
    title = "The idempotency key was used with another request"


class Conflict(Refused):
    """Somebody else changed the same record, three times in a row."""

    code = "conflict"
    title = "The record is being changed by somebody else"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a command answers: status, headers and a JSON body."""

    status: int
    headers: dict[str, str]
    body: str
    replayed: bool = False


Again = Callable[[Any, Work], None]
"""Raises what a command is refused with when the caller may not be told its answer a second time."""


def freely(_command: object, _work: Work) -> None:
    """The answer tells the caller nothing that it could lose the right to know."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """A command as it came: who asks, under which key, and which version the caller saw."""

    command: object
    agency: str
    key: str
    fingerprint: str
    cause: Cause
    expected: tuple[UUID, int] | None = None
    again: Again = freely


def answer_once(application: Application, request: Request, respond: Callable[[Any], Answer]) -> Answer:
    """Carry out the command unless its key was answered before.

    The events and the answer commit together. A version conflict with another command is tried
    again from the start, three times in all, and only when the caller expected no version.
    Raises KeyReused, Conflict, and whatever the domain refuses. What a key was answered may tell of a
    person: `request.again` says whether the caller may be told still.
    """
    for _ in range(ATTEMPTS):
        try:
            with because_of(request.cause), application.database.transaction() as tx:
                return _answer(application, request, respond, tx)
        except IntegrityError:
            continue
    raise Conflict


def forget_old_answers(database: Database) -> None:
    """Give up what was answered longer ago than it is kept."""
    with database.transaction() as tx:
        oldest = (now_utc() - KEPT).isoformat()
        tx.execute("DELETE FROM idempotency WHERE answered_at < :oldest", {"oldest": oldest})


def _answer(
    application: Application, request: Request, respond: Callable[[Any], Answer], tx: Transaction
) -> Answer:
    # Else one sent again while the first is under way would be refused for what the first has done.
    tx.lock(f"key {request.agency} {request.key}")
    if stored := _stored_answer(tx, request):
        request.again(request.command, application.work(tx))
        return stored
    refuse_after_rollback(tx)
    work = application.work(tx, expected=request.expected)
    answer = respond(application.handle(request.command, work))
    work.flush()
    tx.execute(
        "INSERT INTO idempotency VALUES (:agency, :key, :fingerprint, :status, :headers, :body, :at)",
        {
            "agency": request.agency,
            "key": request.key,
            "fingerprint": request.fingerprint,
            "status": answer.status,
            "headers": msgspec.json.encode(answer.headers).decode(),
            "body": answer.body,
            "at": now_utc().isoformat(),
        },
    )
    return answer


def _stored_answer(tx: Transaction, request: Request) -> Answer | None:
    rows = tx.execute(
        "SELECT fingerprint, status, headers, body FROM idempotency"
        " WHERE agency = :agency AND idempotency_key = :key",
        {"agency": request.agency, "key": request.key},
    )
    if not rows:
        return None
    row = rows[0]
    if row["fingerprint"] != request.fingerprint:
        raise KeyReused
    headers = msgspec.json.decode(row["headers"], type=dict[str, str])
    return Answer(status=row["status"], headers=headers, body=row["body"], replayed=True)
