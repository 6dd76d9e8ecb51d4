"""One trace per request and everything that it causes, also in other services.

Tracing is off, and costs nothing, until the standard OTEL_* variables name a collector. A span names the
operation, the component and the result, never the data: no path, query, key, body or id, and only the class
of an error. Each stored event and record carries the trace context as `traceparent`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import zip_longest
from uuid import uuid4

from opentelemetry import context as contexts
from opentelemetry import trace
from opentelemetry.trace import (
    INVALID_SPAN,
    Link,
    Span,
    SpanKind,
    Status,
    StatusCode,
    Tracer,
)
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

Attributes = Mapping[str, str | int]

_W3C = TraceContextTextMapPropagator()

# Not OpenTelemetry's global tracer: other libraries add their own spans to that one, and FastAPI's spans
# contain the path and the query.
_tracer: Tracer | None = None


def trace_with(tracer: Tracer | None) -> None:
    """Turn tracing on with a tracer, or off with None, for the whole process."""
    global _tracer  # noqa: PLW0603  # one per process, like logging
    _tracer = tracer


def is_traceparent(text: str | None) -> bool:
    """Whether it is a W3C trace context that may be continued."""
    return _remote(text).get_span_context().is_valid


def accepted(text: str | None) -> str | None:
    """The trace context in canonical form, without additions of the caller; None when it is invalid."""
    return _traceparent_of(_remote(text))


def trace_id_of(traceparent: str | None) -> str | None:
    """The trace id of a trace context, or None."""
    at = _remote(traceparent).get_span_context()
    return trace.format_trace_id(at.trace_id) if at.is_valid else None


def here() -> str | None:
    """The trace context of the current span, for the work that it causes; None when there is none."""
    if _tracer is None:
        return None
    return _traceparent_of(trace.get_current_span())


def unsampled() -> str:
    """The context of a new trace that links the caused work but is marked as not sampled.

    Without that mark each reader would sample it.
    """
    return f"00-{uuid4().hex}-{uuid4().hex[:16]}-00"


def continued(traceparent: str | None) -> AbstractContextManager[object]:
    """Spans in the block belong to that trace."""
    if _tracer is None or not is_traceparent(traceparent):
        return nullcontext()
    return trace.use_span(_remote(traceparent), record_exception=False, set_status_on_exception=False)


def serving(name: str, traceparent: str | None, attributes: Attributes) -> AbstractContextManager[Span]:
    """The span of one request: it continues the caller's trace, or begins a new one."""
    if _tracer is None:
        return nullcontext(INVALID_SPAN)
    parent = trace.set_span_in_context(_remote(traceparent), contexts.Context())
    return _as_current(_tracer.start_span(name, parent, SpanKind.SERVER, attributes))


def beginning(name: str) -> AbstractContextManager[object]:
    """The first span of a trace that does not begin with a request."""
    if _tracer is None:
        return nullcontext()
    return _as_current(_tracer.start_span(name, contexts.Context()))


def span(name: str, attributes: Attributes | None = None) -> AbstractContextManager[object]:
    """A step in the current span. Without a current span, or when it is not sampled, there is no span."""
    if _tracer is None or not trace.get_current_span().get_span_context().trace_flags.sampled:
        return nullcontext()
    return _as_current(_tracer.start_span(name, attributes=attributes))


def spans(
    name: str,
    parents: Sequence[str | None],
    kind: SpanKind = SpanKind.INTERNAL,
    attributes: Attributes | None = None,
    links: Sequence[str | None] = (),
) -> AbstractContextManager[Sequence[str | None]]:
    """One operation for several traces, such as a batch: a span in each, and the new contexts.

    Each span may link to the context at which another trace continues. A parent without a trace, or in a
    trace that is not sampled, gets no span and keeps its context.
    """
    if _tracer is None:
        return nullcontext(parents)
    pairs = zip_longest(parents, links)
    return _one_per_parent([_child(name, parent, kind, attributes, link) for parent, link in pairs], parents)


def is_on() -> bool:
    """Whether tracing is on; otherwise callers need no contexts."""
    return _tracer is not None


def _child(
    name: str, parent: str | None, kind: SpanKind, attributes: Attributes | None, link: str | None
) -> Span | None:
    begun = _remote(parent)
    if _tracer is None or not begun.get_span_context().trace_flags.sampled:
        return None
    links = [Link(_remote(link).get_span_context())] if is_traceparent(link) else None
    parent_context = trace.set_span_in_context(begun, contexts.Context())
    return _tracer.start_span(name, parent_context, kind, attributes, links)


@contextmanager
def _as_current(started: Span) -> Iterator[Span]:
    with _ended(started), trace.use_span(started, record_exception=False, set_status_on_exception=False):
        yield started


@contextmanager
def _one_per_parent(
    started: Sequence[Span | None], parents: Sequence[str | None]
) -> Iterator[Sequence[str | None]]:
    with _ended(*(span for span in started if span is not None)):
        yield [
            _traceparent_of(span) if span and span.is_recording() else parent
            for span, parent in zip(started, parents, strict=True)
        ]


@contextmanager
def _ended(*started: Span) -> Iterator[None]:
    """OpenTelemetry would record the error's message and traceback, which contain data of the request."""
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
