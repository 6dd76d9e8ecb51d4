"""Questions that can be asked about anybody: guesses are counted, and every answer takes as long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, cast

import structlog
from fastapi import Request, Response
from fastapi.routing import APIRoute

from chassis.decisions.domain import Refused
from chassis.http.auth import Caller
from chassis.http.limits import Rate
from samplan.bus.observe.telemetry import LOOKUPS_REFUSED

log = structlog.get_logger()

STEP_SECONDS = 0.1
"""An answer leaves at a multiple of this time, which is longer than the work for any of them."""
NOT_FOUND, CONFLICT = 404, 409
UNKNOWN = "nobody"
"""Logged instead of a rule, where no participant is known."""


class GuardedLookup(APIRoute):
    """A route that answers 404 both for what does not exist and for what the caller may not know.

    The time of an answer does not tell the two apart. After `REFUSALS_PER_HOUR` of one caller: 429.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def answer_evenly(request: Request) -> Response:
            caller, refusals = cast(Caller, request.state.caller), cast(Rate, request.app.state.refusals)
            refusals.require(caller.name)
            started = time.perf_counter()
            try:
                return await answer(request)
            except Refused as refused:
                if refused.status == NOT_FOUND:
                    _record(caller)
                    refusals.take(caller.name)
                raise
            finally:
                await asyncio.sleep(rest_of_step(time.perf_counter() - started))

        return answer_evenly


@contextmanager
def noting_refusals(caller: Caller, what: str, purpose: str) -> Iterator[None]:
    """Log who was refused what, and by which rule; nothing of whom they asked about."""
    try:
        yield
    except Refused as refused:
        if refused.status in (NOT_FOUND, CONFLICT):
            log.warning(
                "disclosure_refused",
                asked_by=caller.agency.value,
                role=caller.role,
                what=what,
                purpose=purpose,
                rule=refused.rule or UNKNOWN,
            )
        raise


def rest_of_step(elapsed: float) -> float:
    """Seconds until the next multiple of STEP_SECONDS."""
    return STEP_SECONDS - elapsed % STEP_SECONDS


def _record(caller: Caller) -> None:
    """Who asked, and nothing of whom they asked about."""
    log.warning("lookup_refused", asked_by=caller.agency.value, role=caller.role)
    LOOKUPS_REFUSED.inc()
