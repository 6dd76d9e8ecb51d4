"""Spans recorded in memory, for tests of tracing."""

from __future__ import annotations

from collections.abc import Sequence

from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter


class Told:
    """The spans that a collector would receive from this provider."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.provider = TracerProvider(shutdown_on_exit=False)
        self.provider.add_span_processor(SimpleSpanProcessor(self._exporter))

    @property
    def spans(self) -> Sequence[ReadableSpan]:
        return self._exporter.get_finished_spans()

    @property
    def names(self) -> list[str]:
        return [span.name for span in self.spans]

    @property
    def traces(self) -> set[str]:
        return {self.trace_of(span) for span in self.spans}

    def the(self, name: str) -> ReadableSpan:
        """The only span of that name."""
        [found] = [span for span in self.spans if span.name == name]
        return found

    def parent_of(self, name: str) -> str:
        """The name of its parent, the parent's id when that is elsewhere, or "none"."""
        parent = self.the(name).parent
        if parent is None:
            return "none"
        here = f"{parent.span_id:016x}"
        return {self.id_of(span): span.name for span in self.spans}.get(here, here)

    @staticmethod
    def trace_of(span: ReadableSpan) -> str:
        return f"{span.context.trace_id:032x}" if span.context else ""

    @staticmethod
    def id_of(span: ReadableSpan) -> str:
        return f"{span.context.span_id:016x}" if span.context else ""
