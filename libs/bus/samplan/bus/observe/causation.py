"""Correlation and causation: the ids that link a command to everything that it causes."""

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
    """The cause of the current work; stored with every event and published in its envelope."""

    correlation_id: str
    causation_id: str
    traceparent: str | None = None
    agency: str | None = None


_cause: ContextVar[Cause | None] = ContextVar("cause", default=None)


def is_correlation_id(text: str) -> bool:
    """Whether it is a UUID: any other text could bring personal data into logs and events."""
    return bool(_UUID.fullmatch(text))


def current_cause() -> Cause:
    """The cause of the current work; a new one when there is none (a clock, a test).

    While tracing is on, its trace context is the current span.
    """
    cause = _cause.get() or _new_cause()
    current = tracing.here()
    return replace(cause, traceparent=current) if current else cause


def cause_if_any() -> Cause | None:
    """The cause of the current work, or None when there is none."""
    return _cause.get()


@contextmanager
def because_of(cause: Cause) -> Iterator[Cause]:
    """Everything in the block is recorded as caused by `cause`."""
    token = _cause.set(cause)
    try:
        with tracing.continued(cause.traceparent):
            yield cause
    finally:
        _cause.reset(token)


@contextmanager
def beginning(action: str) -> Iterator[Cause]:
    """Everything in the block has one new cause, an action of a clock or an operator, and is one trace."""
    with tracing.beginning(action):
        begun = replace(_new_cause(), traceparent=tracing.here() or tracing.unsampled())
        with because_of(begun) as cause:
            yield cause


def _new_cause() -> Cause:
    new_id = str(uuid4())
    return Cause(correlation_id=new_id, causation_id=new_id)
