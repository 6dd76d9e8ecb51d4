"""Whose turn it is: everybody's next step, in windows of dates."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush

from simulator.clock import Clock


@dataclass(order=True)
class Entry:
    """One person who waits for a date."""

    on: date
    number: int
    steps: AsyncGenerator[date] = field(compare=False)
    """Yields the date of each step before it is carried out."""

    async def advance(self, until: date) -> bool:
        """Carry out the steps up to that day; whether there are later ones."""
        async for on in self.steps:
            if on > until:
                self.on = on
                return True
        return False


class Agenda:
    """A window opens while some are still busy with the one before, so that nobody waits for the slowest.

    They are never more than one window behind: what a step may still do depends on the clock.
    """

    def __init__(self, entries: list[Entry], clock: Clock) -> None:
        self._clock = clock
        self._waiting = entries
        heapify(self._waiting)
        self._busy: dict[int, date] = {}
        self._changed = asyncio.Condition()

    async def next(self) -> tuple[Entry, date] | None:
        """The first of all, and the day up to which they may go. None once nobody has a step left."""
        async with self._changed:
            await self._changed.wait_for(self._is_somebody_due_or_nobody_left)
            if not self._waiting:
                return None
            entry = heappop(self._waiting)
            self._busy[entry.number] = self._clock.today
            return entry, self._clock.today

    async def put_back(self, entry: Entry, *, is_at_the_end: bool) -> None:
        async with self._changed:
            del self._busy[entry.number]
            if not is_at_the_end:
                heappush(self._waiting, entry)
            self._changed.notify_all()

    async def aclose(self) -> None:
        """End the journeys that were not driven to their end."""
        for entry in self._waiting:
            await entry.steps.aclose()

    def _is_somebody_due_or_nobody_left(self) -> bool:
        if not self._waiting:
            return not self._busy
        if all(until == self._clock.today for until in self._busy.values()):
            self._clock.open_window(self._waiting[0].on)
        return self._waiting[0].on <= self._clock.today
