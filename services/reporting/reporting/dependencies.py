"""What routes need of the request and of the process, as typed dependencies."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from chassis.http.auth import Caller, scope
from chassis.http.dependencies import TheInbox


def _inbox_lag(inbox: TheInbox) -> int | None:
    return inbox.lag if inbox else None


InboxLag = Annotated[int | None, Depends(_inbox_lag)]
"""Messages in the topics that are not received yet; None where another process reads them."""

signed_in = scope("reporting:internal")

Insider = Annotated[Caller, Depends(signed_in)]
"""A caller who may see exact figures and journeys."""

SignedIn = Insider
"""Anyone who is signed in to reporting: figures of any instant, and changes as they arrive."""
