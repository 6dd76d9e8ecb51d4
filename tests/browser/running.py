"""A running reporting service: its real API and pages, on a store that the test fills with events."""

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import uvicorn
from services.reporting.tests.relays import Publisher

from chassis.process.run import Process, Role
from chassis.settings.environment import load_settings
from reporting.programmes.definitions import load_definitions
from reporting.projection.projector import Projector
from reporting.releases.freeze import freeze
from reporting.service import SERVICE, ReportingSettings
from samplan.bus.reading.catch_up import ALWAYS, report_caught_up
from samplan.bus.store.transactions import Database
from samplan.contracts.event import ContractEvent

BATCH = 1000
PROGRAMMES = Path(__file__).parents[2] / "programmes"


@dataclass(frozen=True)
class Dashboard:
    url: str
    database: Database
    publisher: Publisher = field(default_factory=Publisher)

    def receive(self, events: Iterable[ContractEvent]) -> None:
        """Apply events as the inbox does."""
        received = self.publisher.publish(events)
        for start in range(0, len(received), BATCH):
            with self.database.transaction() as tx:
                Projector().apply(tx, received[start : start + BATCH])

    def freeze(self, programme: str, today: date) -> None:
        """Publish the figures of a programme that is over, as `reporting freeze` does."""
        freeze(self.database, load_definitions(PROGRAMMES)[programme], today)


@contextmanager
def running_dashboard(directory: Path, *, issuer: str = "") -> Iterator[Dashboard]:
    """The API role of the service, with an empty store. `issuer`: the provider that people sign in at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        addresses = {"oidc_issuer": issuer, "public_url": url}
        settings = load_settings(
            ReportingSettings, data_dir=directory, programmes_dir=PROGRAMMES, **addresses
        )
        process = Process(SERVICE, settings, frozenset({Role.API}))
        report_caught_up(process.database, ALWAYS)
        config = uvicorn.Config(process.app, log_config=None, access_log=False, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Dashboard(url, process.database)
        finally:
            server.should_exit = True
            thread.join()
