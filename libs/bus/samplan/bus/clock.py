"""The recording time: UTC, from this machine's clock. Events are never ordered by a clock."""

from __future__ import annotations

from eventsourcing.domain import datetime_now_with_tzinfo as now_utc

__all__ = ["now_utc"]
