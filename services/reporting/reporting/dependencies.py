"""What routes need of the request and of the process, as typed dependencies."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from chassis.http.auth import Caller, scope
from chassis.http.dependencies import TheInbox, opened_of
from samplan.bus.store.transactions import Database


def _inbox_lag(inbox: TheInbox) -> int | None:
    return inbox.lag if inbox else None


InboxLag = Annotated[int | None, Depends(_inbox_lag)]
"""Messages in the topics that are not received yet; None where another process reads them."""


async def _reader(request: Request) -> Database:
    return cast(Database, opened_of(request).views.database)


Reader = Annotated[Database, Depends(_reader)]
"""The store on connections for readers: a page never waits for the inbox, nor the inbox for a page."""


signed_in = scope("reporting:internal")

Insider = Annotated[Caller, Depends(signed_in)]
"""A caller who may see exact figures and journeys."""

SignedIn = Insider
"""Anyone who is signed in to reporting: figures of any instant, and changes as they arrive."""
