"""Where spans go: to an OpenTelemetry collector, when the standard OTEL_* variables name one."""

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
FAREWELL_SECONDS = 3.0
"""How long a process that stops waits for a collector to take its last spans."""


def trace_to_collector(service: str, agency: str) -> Callable[[], None]:
    """Trace this process if it is asked to; what to call when it stops.

    Spans wait in a bounded queue (OTEL_BSP_MAX_QUEUE_SIZE) that a thread empties. When the collector is
    away the oldest are lost, and no request waits. Raises BadConfiguration.
    """
    if not _is_asked_for():
        return lambda: None
    # What is not asked for is not loaded either.
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
        # The library would wait half a minute for a collector that is away.
        farewell = Thread(target=provider.shutdown, daemon=True)
        farewell.start()
        farewell.join(FAREWELL_SECONDS)

    return stop


@contextmanager
def traced(service: str, agency: str, act: str) -> Iterator[None]:
    """One trace of what an operator sets off, told before the block ends. Raises BadConfiguration."""
    stop = trace_to_collector(service, agency)
    try:
        with beginning(act):
            yield
    finally:
        stop()


def _is_asked_for() -> bool:
    if os.environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return False
    exporter = os.environ.get("OTEL_TRACES_EXPORTER", "otlp").strip().lower()
    if exporter == "none" or not any(os.environ.get(name) for name in ENDPOINTS):
        return False
    if exporter != "otlp":
        raise BadConfiguration("OTEL_TRACES_EXPORTER: otlp or none")
    for name in PROTOCOLS:
        if os.environ.get(name, PROTOCOL) != PROTOCOL:
            raise BadConfiguration(f"{name}: {PROTOCOL} is the only one")
    return True
