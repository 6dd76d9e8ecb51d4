"""A guard for what must not be told before the inbox has taken in what was there when it began."""

from __future__ import annotations

from fastapi import Request

from chassis.http.dependencies import database_of
from samplan.bus.reading.catch_up import require_caught_up


def only_when_caught_up(request: Request) -> None:
    """A dependency. Raises StillCatchingUp, which is answered 503, while the service is catching up."""
    require_caught_up(database_of(request))
