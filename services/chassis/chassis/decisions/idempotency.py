"""The same key gives the same answer: the answer is stored in the transaction of the events it reports."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
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
"""How long an answer is stored for its key: after that the key can be used again."""


class KeyReused(Refused):
    """The key was already used with another request."""

    code = "idempotency_key_reused"
    status = 422
    title = "The idempotency key was already used with another request: send a new key"


class Conflict(Refused):
    """Other requests changed the same record during each attempt."""

    code = "conflict"
    title = "Other requests are changing the record: try again"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a command: status, headers and a JSON body."""

    status: int
    headers: dict[str, str]
    body: str
    replayed: bool = False


Again = Callable[[Any, Work], None]
"""Raises a refusal if the caller may no longer see the stored answer. It may record that they do."""


def freely(_command: object, _work: Work) -> None:
    """For answers that the caller can never lose the right to see."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """A received command: the calling agency, its key, and the version that the caller has read."""

    command: object
    agency: str
    key: str
    fingerprint: str
    cause: Cause
    expected: tuple[UUID, int] | None = None
    again: Again = freely
    attempts: int = ATTEMPTS


def answer_once(application: Application, request: Request, respond: Callable[[Any], Answer]) -> Answer:
    """Carry out the command, or return the stored answer of its key.

    The events and the answer commit together. After a version conflict with another command, the command is
    retried from the start, as often as the request says; with an expected version, the retry is refused as
    stale. Raises KeyReused, Conflict and the domain's refusals, after their `aftermath` is recorded.
    A stored answer may contain personal data: `request.again` decides whether the caller may still see it.
    """
    for _ in range(request.attempts):
        try:
            with because_of(request.cause), application.database.transaction() as tx:
                return _answer(application, request, respond, tx)
        except IntegrityError:
            continue
        except Refused as refused:
            _keep_refusal(application, request, refused)
            raise
    raise Conflict


def _keep_refusal(application: Application, request: Request, refused: Refused) -> None:
    """In a transaction of its own. The refusal is the answer, whether or not it can be kept."""
    commands = refused.aftermath(request.fingerprint)
    for _ in range(request.attempts if commands else 0):
        with suppress(IntegrityError), because_of(request.cause), application.database.transaction() as tx:
            work = application.work(tx)
            for command in commands:
                application.handle(command, work)
            work.flush()
            return


def forget_old_answers(database: Database) -> None:
    """Delete the stored answers that are older than `KEPT`."""
    with database.transaction() as tx:
        oldest = (now_utc() - KEPT).isoformat()
        tx.execute("DELETE FROM idempotency WHERE answered_at < :oldest", {"oldest": oldest})


def _answer(
    application: Application, request: Request, respond: Callable[[Any], Answer], tx: Transaction
) -> Answer:
    # Serialise retries: a concurrent duplicate waits for the first answer.
    tx.lock(f"key {request.agency} {request.key}")
    if stored := _stored_answer(tx, request):
        work = application.work(tx)
        request.again(request.command, work)
        work.flush()
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
