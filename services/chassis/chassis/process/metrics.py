"""`/metrics` on a port of its own, since exact counts of commands are for operators and not for callers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import start_http_server

from chassis.settings.environment import BadConfiguration, Settings


@contextmanager
def metrics_served(settings: Settings) -> Iterator[None]:
    """Serve them while the block runs, if METRICS_PORT is set. Raises BadConfiguration if it is in use."""
    if settings.metrics_port is None:
        yield
        return
    try:
        server, thread = start_http_server(settings.metrics_port, settings.host)
    except OSError:
        raise BadConfiguration(f"METRICS_PORT: {settings.host}:{settings.metrics_port} is in use") from None
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
