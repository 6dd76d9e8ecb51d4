"""Server-sent events: the view has changed. A page then requests the new figures as usual."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from chassis.http.dependencies import opened_of
from chassis.http.edge.server import stopping_of
from chassis.http.problems import Problem
from reporting.dependencies import signed_in
from reporting.projection.head import Head, head_of
from samplan.bus.store.transactions import Database

EVERY_SECONDS = 1.0  # a page is notified at most once in this time, however many facts arrive
MOST_LISTENERS = 500


class Watch:
    """Checks the head of the view once for all listeners."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = asyncio.Lock()
        self._head: Head | None = None
        self._looked_at = 0.0
        self.listeners = 0

    def make_room(self) -> None:
        """Raises Problem 503 when this process has as many listeners as it can serve."""
        if self.listeners >= MOST_LISTENERS:
            raise Problem(503, "too_many_listeners", headers={"Retry-After": "30"})

    async def moves(self, seen: str, stopping: asyncio.Event) -> AsyncIterator[Head]:
        """The head, each time it differs from the one last sent, until the process is asked to end."""
        while not stopping.is_set():
            head = await self._look()
            if _name(head) != seen:
                seen = _name(head)
                yield head
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), EVERY_SECONDS)

    async def _look(self) -> Head:
        async with self._lock:
            if self._head is None or time.monotonic() - self._looked_at >= EVERY_SECONDS / 2:
                self._head = await asyncio.to_thread(head_of, self._database)
                self._looked_at = time.monotonic()
            return self._head


router = APIRouter(prefix="/v1", tags=["internal"])


async def _watch(request: Request) -> Watch:
    return cast(Watch, opened_of(request).watch)


TheWatch = Annotated[Watch, Depends(_watch)]


def _make_room(watch: TheWatch) -> None:
    watch.make_room()


@router.get(
    "/changes",
    summary="När något nytt har kommit · When there is something new",
    response_class=EventSourceResponse,
    dependencies=[Depends(signed_in), Depends(_make_room)],
)
async def follow_changes(
    request: Request,
    watch: TheWatch,
    last_event_id: Annotated[str, Header(alias="Last-Event-ID")] = "",
) -> AsyncIterator[ServerSentEvent]:
    watch.listeners += 1
    try:
        async for head in watch.moves(last_event_id, stopping_of(request.app)):
            yield ServerSentEvent(event="facts", id=_name(head), data={"lastFact": head.position})
    finally:
        watch.listeners -= 1


def _name(head: Head) -> str:
    return f"{head.position}.{head.generation}"
