"""A minimal OpenTelemetry collector: it stores what it receives."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span as ProtoSpan

ATTRIBUTES = {
    "db.collection.name",
    "db.operation.name",
    "db.system.name",
    "error.type",
    "http.request.method",
    "http.response.status_code",
    "http.route",
    "messaging.destination.name",
    "messaging.operation.name",
    "messaging.operation.type",
    "messaging.system",
    "samplan.kind",
    "url.scheme",
}
"""Every attribute that a span may have. A new one must not hold a name, a number or free text."""


@dataclass(frozen=True)
class Span:
    service: str
    name: str
    is_served: bool
    trace: str
    id: str
    parent: str
    links: tuple[str, ...]
    """The traces that it links to."""
    attributes: tuple[str, ...]
    events: tuple[str, ...]


class Collector:
    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    @property
    def spans(self) -> list[Span]:
        return [span for body in [*self.bodies] for span in _spans_in(body)]

    def of_trace(self, trace: str) -> list[Span]:
        return [span for span in self.spans if span.trace == trace]

    def linked_to(self, trace: str) -> list[Span]:
        """The spans of a trace and of those in which it continues after a topic."""
        own = self.of_trace(trace)
        return [
            *own,
            *(span for link in {link for one in own for link in one.links} for span in self.of_trace(link)),
        ]


@contextmanager
def collecting() -> Iterator[Collector]:
    """Programs started inside the block find the collector in their environment."""
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        environment.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
        yield collector
    server.shutdown()
    thread.join()
    server.server_close()


def _spans_in(body: bytes) -> Iterator[Span]:
    for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
        names = {one.key: one.value.string_value for one in resource.resource.attributes}
        for scope in resource.scope_spans:
            for span in scope.spans:
                yield Span(
                    service=names["service.name"],
                    name=span.name,
                    is_served=span.kind == ProtoSpan.SPAN_KIND_SERVER,
                    trace=span.trace_id.hex(),
                    id=span.span_id.hex(),
                    parent=span.parent_span_id.hex(),
                    links=tuple(one.trace_id.hex() for one in span.links),
                    attributes=tuple(one.key for one in span.attributes),
                    events=tuple(one.name for one in span.events),
                )
