"""Whose turn it is: everybody's next step, in windows of dates."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush

from simulator.driving.clock import A_DAY, WINDOW, Clock


@dataclass(order=True)
class Entry:
    """One person, and the date of the step that they wait for or carry out."""

    on: date
    number: int
    steps: AsyncGenerator[date] = field(compare=False)
    """Yields the date of each step before it is carried out."""

    async def advance(self, until: date) -> bool:
        """Carry out the steps up to that day; whether there are later ones."""
        async for on in self.steps:
            self.on = on
            if on > until:
                return True
        return False


class Agenda:
    """A window opens while some are still busy with the one before, so that nobody waits for the slowest.

    The clock stays less than two windows ahead of every step, because what a step may still do depends on it:
    also where the next step is months later, and where a run resumes another.
    """

    def __init__(self, entries: list[Entry], clock: Clock) -> None:
        self._clock = clock
        self._waiting = entries
        heapify(self._waiting)
        self._busy: dict[int, Entry] = {}
        self._changed = asyncio.Condition()

    async def next(self) -> tuple[Entry, date] | None:
        """The first of all, and the day up to which they may go. None once nobody has a step left."""
        async with self._changed:
            await self._changed.wait_for(self._can_continue)
            if not self._waiting:
                return None
            entry = heappop(self._waiting)
            self._busy[entry.number] = entry
            return entry, self._clock.today

    async def requeue(self, entry: Entry, *, is_at_the_end: bool) -> None:
        async with self._changed:
            del self._busy[entry.number]
            if not is_at_the_end:
                heappush(self._waiting, entry)
            self._changed.notify_all()

    async def aclose(self) -> None:
        """End the journeys that were not driven to their end."""
        for entry in self._waiting:
            await entry.steps.aclose()

    def _can_continue(self) -> bool:
        if not self._waiting:
            return not self._busy
        first = self._waiting[0].on
        return first <= self._clock.open_window(first, self._at_latest)

    @property
    def _at_latest(self) -> date:
        if not self._busy:
            return date.max
        return min(entry.on for entry in self._busy.values()) + 2 * WINDOW - A_DAY
