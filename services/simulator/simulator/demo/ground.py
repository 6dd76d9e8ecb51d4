"""What the demo's services run on: the embedded broker and SQLite, or Apache Kafka and PostgreSQL."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from samplan.testing.servers.broker import DEFAULT_PORT
from samplan.testing.servers.embedded import EmbeddedBrokerProcess
from samplan.testing.servers.postgres import own_database
from samplan.testing.servers.stack import Stack
from simulator.driving.parts import Part


class Ground(Protocol):
    """A broker, and a store for each service."""

    ports: Mapping[str, int]
    """The ports that it listens on; they must be free."""
    needs_migration: bool

    def up(self) -> None:
        """Raises DidNotStart, NotInstalled."""

    def down(self) -> None:
        """Stop what `up` has started."""

    def environment_of(self, part: Part) -> Mapping[str, str]:
        """The settings with the addresses of the broker and the service's store, once both are up."""


class EmbeddedGround:
    """The embedded broker, and an SQLite file for each service. Nothing but Python."""

    needs_migration = False

    def __init__(self, logs: Path, port: int = DEFAULT_PORT) -> None:
        self.ports: Mapping[str, int] = {"the embedded broker": port}
        self._broker = EmbeddedBrokerProcess(logs, port)

    def up(self) -> None:
        self._broker.start()

    def down(self) -> None:
        self._broker.stop()

    def environment_of(self, part: Part) -> Mapping[str, str]:  # the same for every part
        return {"KAFKA_BOOTSTRAP_SERVERS": self._broker.bootstrap, "DATABASE_URL": "", "KEYS_URL": ""}


class RealGround:
    """Apache Kafka, and a PostgreSQL database and role for each service."""

    ports: Mapping[str, int] = {}
    needs_migration = True

    def __init__(self, directory: Path, *, durable: bool = False) -> None:
        """`durable`: stored data survives a crash of the machine; writes are slower."""
        self._stack = Stack(directory, durable=durable)

    def up(self) -> None:
        self._stack.up()

    def down(self) -> None:
        self._stack.down_started()

    def environment_of(self, part: Part) -> Mapping[str, str]:
        superuser = self._stack.postgres.address
        return {
            "KAFKA_BOOTSTRAP_SERVERS": self._stack.kafka.address,
            "DATABASE_URL": own_database(superuser, part.name),
            "KEYS_URL": own_database(superuser, f"{part.name}_keys") if part.has_vault else "",
        }
