"""Whom an inbox believes: which topics it reads, which epochs it knows, which dates can be true (I12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import structlog

from samplan.bus.kafka.received import Received
from samplan.contracts.envelope import Envelope, ReasonCode
from samplan.contracts.heartbeat import heartbeat_topic_of

log = structlog.get_logger()


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, kw_only=True)
class Trusted:
    """What is believed of one topic."""

    epochs: frozenset[str] | None = None
    """The announced epochs of its writer; None for any."""
    earliest: date | None = None
    """The first day of the programmes that it is about."""


@dataclass(frozen=True, kw_only=True)
class Trust:
    """Judges records that can be read. The dates are business dates, so a day is allowed for other clocks."""

    topics: Mapping[str, Trusted] | None = None
    """The topics that are read; None for all that the service's pattern matches."""
    earliest: date = date.min
    days_ahead: int | None = None
    """How far in the future an event may be dated; None for any date."""
    today: Callable[[], date] = field(default=_today)

    def pattern(self, pattern: str) -> str:
        """The topics of a pattern that are trusted, with the heartbeats that belong to them, as a pattern."""
        if self.topics is None:
            return pattern
        names = {name for topic in self.topics for name in (topic, heartbeat_topic_of(topic)) if name}
        chosen = sorted(re.escape(name) for name in names if re.match(pattern, name))
        return f"^(?:{'|'.join(chosen)})$" if chosen else r"^(?!)"

    def judged(self, received: Received) -> Received:
        """The record, with a reason to be parked when it is not to be believed."""
        if received.envelope is None or received.event is None or received.reason is not None:
            return received
        reason = self._against(received.envelope, received.topic, received.event.occurred_on)
        return received if reason is None else replace(received, reason=reason.value)

    def _against(self, envelope: Envelope, topic: str, day: date) -> ReasonCode | None:
        trusted = (self.topics or {}).get(topic, Trusted())
        epoch = envelope.source.rpartition("/")[2]
        if trusted.epochs is not None and epoch not in trusted.epochs:
            log.critical("unknown_epoch", topic=topic, source=envelope.source)
            return ReasonCode.UNKNOWN_EPOCH
        if day < max(self.earliest, trusted.earliest or date.min):
            return ReasonCode.IMPOSSIBLE_DATE
        is_ahead = self.days_ahead is not None and day > self.today() + timedelta(days=self.days_ahead)
        return ReasonCode.FUTURE_DATE if is_ahead else None


ANYTHING = Trust()
"""For development and tests."""
