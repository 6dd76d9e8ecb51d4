"""What one name may use: so many requests a second, and so many at once. Counted in this process's memory."""

from __future__ import annotations

import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable

from chassis.http.problems import Problem

BURST_SECONDS = 10
"""This many seconds' worth of requests may come at once."""
MOST_NAMES = 10_000
"""The names that are remembered; the one that asked longest ago is forgotten first."""


class Rate:
    """A token bucket for each name: `per_second` on average, and no limit if that is 0."""

    def __init__(
        self, per_second: float, *, burst: float | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second = per_second
        self._burst = max(1.0, per_second * BURST_SECONDS if burst is None else burst)
        self._now = now
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        """How many names are remembered."""
        return len(self._buckets)

    def take(self, name: Hashable) -> None:
        """Count one request. Raises Problem 429 when there was none left."""
        if not self._per_second:
            return
        left = self._left(name)
        if left < 1:
            raise too_many((1 - left) / self._per_second)
        self._keep(name, left - 1)

    def require(self, name: Hashable) -> None:
        """Raises Problem 429 when none is left; counts nothing."""
        if self._per_second and (left := self._left(name)) < 1:
            raise too_many((1 - left) / self._per_second)

    def _left(self, name: Hashable) -> float:
        now = self._now()
        left, at = self._buckets.get(name, (self._burst, now))
        return min(self._burst, left + (now - at) * self._per_second)

    def _keep(self, name: Hashable, left: float) -> None:
        self._buckets[name] = (left, self._now())
        self._buckets.move_to_end(name)
        while len(self._buckets) > MOST_NAMES:
            self._buckets.popitem(last=False)


class AtOnce:
    """So many at once for each name."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: Counter[Hashable] = Counter()

    def take(self, name: Hashable) -> Callable[[], None]:
        """Hold a place; returns the function that gives it back. Raises Problem 429 when there is none."""
        if self._held[name] >= self._most:
            raise too_many(1)
        self._held[name] += 1
        return self._giving_back(name)

    def _giving_back(self, name: Hashable) -> Callable[[], None]:
        is_held = True

        def give_back() -> None:
            nonlocal is_held
            if is_held:
                is_held = False
                self._held[name] -= 1
                if not self._held[name]:
                    del self._held[name]

        return give_back


def too_many(seconds: float) -> Problem:
    """429, to be tried again after so many seconds."""
    return Problem(429, "too_many_requests", headers={"Retry-After": str(max(1, math.ceil(seconds)))})
