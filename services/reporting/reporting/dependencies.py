"""What routes need of the request and of the process, as typed dependencies."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from chassis.http.auth import Caller, scope
from samplan.bus.reading.inbox import Inbox


def _inbox_lag(request: Request) -> int | None:
    inbox = cast("Inbox | None", getattr(request.app.state, "inbox", None))
    return inbox.lag if inbox else None


InboxLag = Annotated[int | None, Depends(_inbox_lag)]
"""Messages in the topics that are not received yet; None where another process reads them."""

Insider = Annotated[Caller, Depends(scope("reporting:internal"))]
"""A caller who may see exact figures and journeys."""
