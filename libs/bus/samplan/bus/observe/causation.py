"""Why something happens: the ids that tie a command to everything that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from uuid import uuid4

from samplan.bus.observe import tracing

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True)
class Cause:
    """What set off the current work; stored with every event and carried in its envelope."""

    correlation_id: str
    causation_id: str
    traceparent: str | None = None
    agency: str | None = None


_current: ContextVar[Cause | None] = ContextVar("cause", default=None)


def is_correlation_id(text: str) -> bool:
    """Whether it is a UUID: anything else could carry a person's data into logs and events."""
    return bool(_UUID.fullmatch(text))


def current_cause() -> Cause:
    """The cause of the work at hand; a fresh one when nothing set it off (a clock, a test).

    While somebody traces, what follows from it belongs to the span at hand.
    """
    cause = _current.get() or _fresh()
    here = tracing.here()
    return replace(cause, traceparent=here) if here else cause


def cause_at_hand() -> Cause | None:
    """The cause of the work at hand, or None when nothing set it off."""
    return _current.get()


@contextmanager
def because_of(cause: Cause) -> Iterator[Cause]:
    """Everything within the block is recorded as caused by `cause`."""
    token = _current.set(cause)
    try:
        with tracing.continued(cause.traceparent):
            yield cause
    finally:
        _current.reset(token)


@contextmanager
def beginning(act: str) -> Iterator[Cause]:
    """Everything within the block follows from one act of a clock or of an operator, and is one trace."""
    with tracing.beginning(act):
        begun = replace(_fresh(), traceparent=tracing.here() or tracing.unkept())
        with because_of(begun) as cause:
            yield cause


def _fresh() -> Cause:
    fresh = str(uuid4())
    return Cause(correlation_id=fresh, causation_id=fresh)
