"""Work of a process that is due again and again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import structlog

from samplan.bus.reading.catch_up import StillCatchingUp

log = structlog.get_logger()

SOON_SECONDS = 2.0
AGAIN_SECONDS = 60.0
"""When work that failed is tried again."""


async def every(seconds: float, stop: asyncio.Event, do: Callable[[], None]) -> None:
    """Do something until told to stop. What fails once is logged and tried again."""
    while not stop.is_set():
        pause = seconds
        try:
            await asyncio.to_thread(do)
        except StillCatchingUp:
            pause = min(seconds, SOON_SECONDS)
        except Exception as error:  # noqa: BLE001  # a clock that failed once must not stand still for ever
            log.error("housekeeping_failed", error=type(error).__name__)  # noqa: TRY400  # no traceback in logs
            pause = min(seconds, AGAIN_SECONDS)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
