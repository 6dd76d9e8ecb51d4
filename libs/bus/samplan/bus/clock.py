"""When something was recorded: UTC, from this machine's clock. No clock orders events."""

from __future__ import annotations

from eventsourcing.domain import datetime_now_with_tzinfo as now_utc

__all__ = ["now_utc"]
