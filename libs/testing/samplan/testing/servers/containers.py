"""Apache Kafka and PostgreSQL in containers, if there is a Docker engine: `testcontainers`."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import psycopg
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from samplan.testing.servers.missing import NotInstalled
from samplan.testing.servers.ports import HOST, free_port
from samplan.testing.servers.processes import TAIL_LINES, DidNotStart

if TYPE_CHECKING:
    from testcontainers.core.container import DockerContainer

KAFKA_IMAGE = "apache/kafka:4.3.1"
POSTGRES_IMAGE = "postgres:17"
PATIENCE_SECONDS = 120
_POLL_SECONDS = 0.2
_PASSWORD = "for-tests-alone"  # noqa: S105  # of a server that only this machine reaches
_KAFKA_SETTINGS = {
    "KAFKA_NODE_ID": "1",
    "KAFKA_PROCESS_ROLES": "broker,controller",
    "KAFKA_CONTROLLER_LISTENER_NAMES": "CONTROLLER",
    "KAFKA_CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
    "KAFKA_LISTENERS": "PLAINTEXT://:9092,CONTROLLER://:9093",
    "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
    "KAFKA_NUM_PARTITIONS": "4",
    "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
    "KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS": "4",
    "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
    "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR": "1",
    "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR": "1",
    "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR": "1",
    "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
    "KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS": "1000",
    "KAFKA_LOG_RETENTION_MS": "-1",
    "KAFKA_HEAP_OPTS": "-Xmx384m",
}


def engine_answers() -> bool:
    """Whether containers can be started here."""
    try:
        import docker  # noqa: PLC0415  # an extra, not always installed
    except ImportError:
        return False
    try:
        engine = docker.from_env(timeout=5)
        engine.ping()
        engine.close()
    except docker.errors.DockerException:
        return False
    return True


class Containerised(ABC):
    """A server in its own container; its data is lost when it stops."""

    name: str

    def __init__(self) -> None:
        self.port = 0
        self._container: DockerContainer | None = None

    @property
    @abstractmethod
    def address(self) -> str:
        """The address for clients, once it is up."""

    @property
    def is_up(self) -> bool:
        return self._container is not None

    def start(self) -> None:
        """Start it, empty. Raises DidNotStart, NotInstalled."""
        self.port = free_port()
        self._container = container = self._made()
        try:
            container.start()
            self._wait(container)
        except BaseException:  # Ctrl-C too: no other code knows of it yet
            self.stop()
            raise

    def stop(self) -> None:
        """Remove it."""
        if self._container is not None:
            self._container.stop()
            self._container = None

    def _wait(self, container: DockerContainer) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._serves():
            if time.monotonic() > until:
                log_lines = b"\n".join(container.get_logs()).decode(errors="replace").splitlines()
                raise DidNotStart(
                    "\n".join([f"{self.name} was not ready in time:", *log_lines[-TAIL_LINES:]])
                )
            time.sleep(_POLL_SECONDS)

    @abstractmethod
    def _made(self) -> DockerContainer: ...

    @abstractmethod
    def _serves(self) -> bool: ...


class KafkaContainer(Containerised):
    """One broker that is its own controller."""

    name = f"Apache Kafka (container of {KAFKA_IMAGE})"

    @property
    def address(self) -> str:
        return f"{HOST}:{self.port}"

    def _made(self) -> DockerContainer:
        container = _container(KAFKA_IMAGE, 9092, self.port)
        advertised = {"KAFKA_ADVERTISED_LISTENERS": f"PLAINTEXT://{self.address}"}
        return container.with_envs(**_KAFKA_SETTINGS, **advertised)

    def _serves(self) -> bool:
        try:
            AdminClient({"bootstrap.servers": self.address, "log_level": 0}).list_topics(timeout=2)
        except KafkaException:
            return False
        return True


class PostgresContainer(Containerised):
    """One server; its superuser logs in with a password."""

    name = f"PostgreSQL (container of {POSTGRES_IMAGE})"

    @property
    def address(self) -> str:
        return f"postgresql://postgres:{_PASSWORD}@{HOST}:{self.port}/postgres"

    def _made(self) -> DockerContainer:
        container = _container(POSTGRES_IMAGE, 5432, self.port)
        # Test data only: a crash of the machine may lose it.
        quick = "postgres -c max_connections=200 -c fsync=off -c full_page_writes=off"
        return container.with_env("POSTGRES_PASSWORD", _PASSWORD).with_command(quick)

    def _serves(self) -> bool:
        try:
            psycopg.connect(self.address, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _container(image: str, inside: int, outside: int) -> DockerContainer:
    try:
        from testcontainers.core.config import testcontainers_config  # noqa: PLC0415  # an extra
        from testcontainers.core.container import DockerContainer  # noqa: PLC0415  # an extra
    except ImportError:
        raise NotInstalled("testcontainers") from None
    # The caller stops these containers: no third container is needed to clean up.
    testcontainers_config.ryuk_disabled = True
    return DockerContainer(image).with_bind_ports(inside, outside)
