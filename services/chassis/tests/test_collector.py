"""Export of spans, and a service whose collector is down (I15)."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from opentelemetry.exporter.otlp.proto.http.trace_exporter import DEFAULT_TIMEOUT

from chassis.observe import collector
from chassis.observe.collector import trace_to_collector
from chassis.settings.environment import BadConfiguration
from samplan.bus.observe import tracing
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.waiting import wait_until

PLAN = {"occurredOn": "2020-03-02"}
NAMES = (
    "OTEL_SDK_DISABLED",
    "OTEL_TRACES_EXPORTER",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_PROTOCOL",
)


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    yield
    tracing.trace_with(None)


@pytest.fixture
def silent() -> Iterator[str]:
    """A collector that accepts connections and never answers, until it is gone and the exporter has ended."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    wait_until(lambda: not exporting(), exporting)  # its last error would stand in another test's log


def exporting() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("OtelBatch")]


class TestTracing:
    @pytest.mark.parametrize(
        "given",
        [
            {},
            {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_SDK_DISABLED": "true"},
            {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_TRACES_EXPORTER": "none"},
        ],
    )
    def test_is_off_unless_it_is_configured(
        self, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        trace_to_collector("planning", "af")
        assert not tracing.is_on()

    @pytest.mark.parametrize(
        ("name", "value"),
        [("OTEL_TRACES_EXPORTER", "zipkin"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")],
    )
    def test_with_an_unsupported_setting_is_refused_naming_the_setting(
        self, name: str, value: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
        monkeypatch.setenv(name, value)
        with pytest.raises(BadConfiguration, match=name):
            trace_to_collector("planning", "af")

    @pytest.mark.slow
    def test_without_a_collector_delays_no_command(
        self, service: ServiceUnderTest, silent: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With more spans than the queue holds, the oldest are dropped, and every command is answered."""
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", silent)
        monkeypatch.setenv("OTEL_BSP_MAX_QUEUE_SIZE", "8")
        monkeypatch.setenv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "4")
        monkeypatch.setattr(collector, "SHUTDOWN_SECONDS", 0.1)
        began = time.monotonic()
        stop = trace_to_collector("planning", "af")
        assert tracing.is_on()
        assert exporting()
        assert {service.post("/v1/plans", PLAN).status_code for _ in range(20)} == {201}
        stop()
        assert time.monotonic() - began < DEFAULT_TIMEOUT
        assert not tracing.is_on()


@pytest.mark.slow
def test_a_process_without_tracing_imports_no_exporter() -> None:
    program = "import sys, chassis.process.serving; print([name for name in sys.modules if '.sdk' in name])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
