"""Serve a process of a service on its port."""

import socket

import structlog

from chassis.http.edge.server import Server
from chassis.observe.collector import trace_to_collector
from chassis.process.business_date import warn_of_replay
from chassis.process.metrics import metrics_served
from chassis.process.run import GRACE_SECONDS, Process, Role
from chassis.service.service import Service
from chassis.settings.environment import BadConfiguration, Settings
from samplan.bus.observe.telemetry import configure_logging

log = structlog.get_logger()


def serve(service: Service, settings: Settings, roles: frozenset[Role]) -> None:
    """Run until SIGTERM or SIGINT. Raises BadConfiguration when the port is taken."""
    configure_logging(service.name, settings.agency.value, settings.log_level)
    stop_tracing = trace_to_collector(service.name, settings.agency.value)
    try:
        warn_of_replay(settings)
        with listen(settings) as listening, metrics_served(settings):
            app = Process(service, settings, roles).app
            log.info("starting", port=settings.port, roles=sorted(roles), development=settings.development)
            Server(app, grace_seconds=GRACE_SECONDS, limits=settings).run(sockets=[listening])
    finally:
        stop_tracing()


def listen(settings: Settings) -> socket.socket:
    """A socket that listens on the service's port. Raises BadConfiguration when the port is in use."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError:
        listening.close()
        raise BadConfiguration(f"PORT: {settings.host}:{settings.port} is in use") from None
    listening.listen(1024)
    return listening
