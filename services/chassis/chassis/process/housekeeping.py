"""Recurring work of a process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import structlog

from samplan.bus.reading.catch_up import StillCatchingUp

log = structlog.get_logger()

CATCHING_UP_SECONDS = 2.0
"""When work that needs a caught-up inbox is retried."""
RETRY_SECONDS = 60.0
"""When work that failed is retried."""


async def every(seconds: float, stop: asyncio.Event, do: Callable[[], None]) -> None:
    """Run `do` at intervals until `stop` is set. A failure is logged and retried."""
    while not stop.is_set():
        pause = seconds
        try:
            await asyncio.to_thread(do)
        except StillCatchingUp:
            pause = min(seconds, CATCHING_UP_SECONDS)
        except Exception as error:  # noqa: BLE001  # work that fails once must run again
            log.error("housekeeping_failed", error=type(error).__name__)  # noqa: TRY400  # no traceback in logs
            pause = min(seconds, RETRY_SECONDS)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
