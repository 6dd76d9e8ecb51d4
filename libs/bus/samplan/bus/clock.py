"""The recording time, in UTC, and a clock for durations. Events are never ordered by a clock."""

from __future__ import annotations

import time

from eventsourcing.domain import datetime_now_with_tzinfo as now_utc

__all__ = ["now_utc", "uptime"]

# Linux stops CLOCK_MONOTONIC while the machine is suspended.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def uptime() -> float:
    """Seconds on a clock that is never set and never stops, not even while the machine is suspended."""
    return time.clock_gettime(_STEADY)
