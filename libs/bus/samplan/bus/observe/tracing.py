"""One trace from a request to all that follows from it, in other services too.

Off, and then free of cost, until the standard OTEL_* variables name a collector. A span says what was done,
by which part, and how it ended; never with which data: no path, query, key, body or id, and of an error its
class alone. What a trace needs beyond its own spans travels as `traceparent` in each stored event and record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from uuid import uuid4

from opentelemetry import context as contexts
from opentelemetry import trace
from opentelemetry.trace import (
    INVALID_SPAN,
    Span,
    SpanKind,
    Status,
    StatusCode,
    Tracer,
)
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

Attributes = Mapping[str, str | int]

_W3C = TraceContextTextMapPropagator()

# Not the library's global one: whatever else finds that one configured adds spans of its own, and FastAPI's
# hold the path and the query.
_tracer: Tracer | None = None


def trace_with(tracer: Tracer | None) -> None:
    """Switch tracing on with a tracer, or off with None, for the whole process."""
    global _tracer  # noqa: PLW0603  # one for the process, as its logging is
    _tracer = tracer


def is_traceparent(text: str | None) -> bool:
    """Whether it is a W3C trace context that may be continued."""
    return _remote(text).get_span_context().is_valid


def accepted(text: str | None) -> str | None:
    """A trace context in our own writing, without what its caller may have added; None where it is none."""
    return _traceparent_of(_remote(text))


def trace_id_of(traceparent: str | None) -> str | None:
    """The trace that a trace context belongs to."""
    at = _remote(traceparent).get_span_context()
    return trace.format_trace_id(at.trace_id) if at.is_valid else None


def here() -> str | None:
    """The trace context of the span at hand, for what it sets off; None where there is none."""
    if _tracer is None:
        return None
    return _traceparent_of(trace.get_current_span())


def unkept() -> str:
    """The context of a new trace: it ties together what follows, and says that nobody keeps it.

    Else each reader would have to.
    """
    return f"00-{uuid4().hex}-{uuid4().hex[:16]}-00"


def continued(traceparent: str | None) -> AbstractContextManager[object]:
    """Spans within the block belong to that trace."""
    if _tracer is None or not is_traceparent(traceparent):
        return nullcontext()
    return trace.use_span(_remote(traceparent), record_exception=False, set_status_on_exception=False)


def serving(name: str, traceparent: str | None, attributes: Attributes) -> AbstractContextManager[Span]:
    """The span of one request: it goes on with the caller's trace, or begins one."""
    if _tracer is None:
        return nullcontext(INVALID_SPAN)
    parent = trace.set_span_in_context(_remote(traceparent), contexts.Context())
    return _at_hand(_tracer.start_span(name, parent, SpanKind.SERVER, attributes))


def beginning(name: str) -> AbstractContextManager[object]:
    """The first span of a trace that no request has begun."""
    if _tracer is None:
        return nullcontext()
    return _at_hand(_tracer.start_span(name, contexts.Context()))


def span(name: str, attributes: Attributes | None = None) -> AbstractContextManager[object]:
    """A step within the span at hand. Where nobody keeps that, or there is none, it has no span either."""
    if _tracer is None or not trace.get_current_span().get_span_context().trace_flags.sampled:
        return nullcontext()
    return _at_hand(_tracer.start_span(name, attributes=attributes))


def spans(
    name: str,
    parents: Sequence[str | None],
    kind: SpanKind = SpanKind.INTERNAL,
    attributes: Attributes | None = None,
) -> AbstractContextManager[Sequence[str | None]]:
    """One act on behalf of several traces, say on a batch: a span in each, and the context to go on with.

    What belongs to no trace, or to one that nobody keeps, has no span and keeps the context it has.
    """
    if _tracer is None:
        return nullcontext(parents)
    return _side_by_side([_child(name, parent, kind, attributes) for parent in parents], parents)


def is_on() -> bool:
    """Whether anybody traces: else there is no need to look for contexts."""
    return _tracer is not None


def _child(name: str, parent: str | None, kind: SpanKind, attributes: Attributes | None) -> Span | None:
    begun = _remote(parent)
    if _tracer is None or not begun.get_span_context().trace_flags.sampled:
        return None
    return _tracer.start_span(name, trace.set_span_in_context(begun, contexts.Context()), kind, attributes)


@contextmanager
def _at_hand(started: Span) -> Iterator[Span]:
    with _ended(started), trace.use_span(started, record_exception=False, set_status_on_exception=False):
        yield started


@contextmanager
def _side_by_side(
    started: Sequence[Span | None], parents: Sequence[str | None]
) -> Iterator[Sequence[str | None]]:
    with _ended(*(span for span in started if span is not None)):
        yield [
            _traceparent_of(span) if span and span.is_recording() else parent
            for span, parent in zip(started, parents, strict=True)
        ]


@contextmanager
def _ended(*started: Span) -> Iterator[None]:
    """The library's own way would keep the error's message and its traceback, and so what somebody sent."""
    try:
        yield
    except BaseException as error:
        for span in started:
            span.set_attribute("error.type", type(error).__name__)
            span.set_status(Status(StatusCode.ERROR))
        raise
    finally:
        for span in started:
            span.end()


def _remote(traceparent: str | None) -> Span:
    if not traceparent:
        return INVALID_SPAN
    return trace.get_current_span(_W3C.extract({"traceparent": traceparent}, contexts.Context()))


def _traceparent_of(span: Span) -> str | None:
    carrier: dict[str, str] = {}
    _W3C.inject(carrier, trace.set_span_in_context(span, contexts.Context()))
    return carrier.get("traceparent")
