"""Exports spans to an OpenTelemetry collector, when the standard OTEL_* variables name one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from chassis.settings.environment import BadConfiguration
from samplan.bus.observe import tracing
from samplan.bus.observe.causation import beginning

ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
PROTOCOL = "http/protobuf"
SHUTDOWN_SECONDS = 3.0
"""How long a stopping process waits for the collector to accept its last spans."""


def trace_to_collector(service: str, agency: str) -> Callable[[], None]:
    """Trace this process if it is configured; returns the function to call when the process stops.

    Spans wait in a bounded queue (OTEL_BSP_MAX_QUEUE_SIZE) that a thread empties. When the collector is
    down, the oldest spans are dropped and no request waits. Raises BadConfiguration.
    """
    if not _is_configured():
        return lambda: None
    # Loaded only when tracing is configured.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415  # see above
    from opentelemetry.sdk.resources import OTELResourceDetector, Resource  # noqa: PLC0415  # see above
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415  # see above
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415  # see above

    named = {"service.name": service, "service.namespace": "samplan", "samplan.agency": agency}
    resource = Resource(named).merge(OTELResourceDetector().detect())
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracing.trace_with(provider.get_tracer("samplan"))

    def stop() -> None:
        tracing.trace_with(None)
        # The library would wait half a minute for a collector that is down.
        shutdown = Thread(target=provider.shutdown, daemon=True)
        shutdown.start()
        shutdown.join(SHUTDOWN_SECONDS)

    return stop


@contextmanager
def traced(service: str, agency: str, name: str) -> Iterator[None]:
    """One trace of an operator's command, exported before the block ends. Raises BadConfiguration."""
    stop = trace_to_collector(service, agency)
    try:
        with beginning(name):
            yield
    finally:
        stop()


def _is_configured() -> bool:
    if os.environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return False
    exporter = os.environ.get("OTEL_TRACES_EXPORTER", "otlp").strip().lower()
    if exporter == "none" or not any(os.environ.get(name) for name in ENDPOINTS):
        return False
    if exporter != "otlp":
        raise BadConfiguration("OTEL_TRACES_EXPORTER: must be otlp or none")
    for name in PROTOCOLS:
        if os.environ.get(name, PROTOCOL) != PROTOCOL:
            raise BadConfiguration(f"{name}: must be {PROTOCOL}")
    return True
