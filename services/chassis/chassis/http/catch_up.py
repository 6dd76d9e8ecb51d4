"""A guard for what must not be told before the inbox has taken in what was there when it began."""

from __future__ import annotations

from fastapi import Request

from chassis.http.dependencies import database_of
from chassis.http.problems import Problem
from samplan.bus.reading.catch_up import has_heard_all
from samplan.bus.store.transactions import Database

RETRY_AFTER_SECONDS = 5


def heard_all(request: Request) -> None:
    """A dependency. Raises Problem 503 while the service is catching up."""
    refuse_while_behind(database_of(request))


def refuse_while_behind(database: Database) -> None:
    """Raises Problem 503, which says when to come back."""
    if not has_heard_all(database):
        raise Problem(503, "catching_up", headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
