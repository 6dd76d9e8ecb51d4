"""A guard for answers that must wait until the inbox has applied what was published before it started."""

from __future__ import annotations

from fastapi import Request

from chassis.http.dependencies import database_of
from samplan.bus.reading.catch_up import require_caught_up


def only_when_caught_up(request: Request) -> None:
    """A dependency. Raises StillCatchingUp (503) while the service is catching up."""
    require_caught_up(database_of(request))
