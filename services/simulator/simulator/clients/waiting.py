"""Waiting with growing pauses, and a timeout."""

import asyncio
import time

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 2.0


class TimedOut(Exception):
    """The wait took longer than allowed."""


class Wait:
    """One wait, of at most `seconds` in all."""

    def __init__(self, seconds: float, awaited: str) -> None:
        self._ends_at = time.monotonic() + seconds
        self._awaited = awaited
        self._pause = FIRST_PAUSE

    async def pause(self, because: str, at_least: float = 0.0) -> None:
        """Pause before the next try. Raises TimedOut with the reason for the last refusal."""
        if time.monotonic() > self._ends_at:
            raise TimedOut(f"{self._awaited}: {because}")
        await asyncio.sleep(max(self._pause, min(at_least, LONGEST_PAUSE)))
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
