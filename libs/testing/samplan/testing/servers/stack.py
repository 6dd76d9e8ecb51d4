"""Apache Kafka and PostgreSQL on this machine: from packages, or for one run in containers.

python -m samplan.testing.servers.stack up | down | status | run -- COMMAND
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from samplan.testing.servers.containers import KafkaContainer, PostgresContainer, engine_answers
from samplan.testing.servers.kafka import ApacheKafka
from samplan.testing.servers.missing import NotInstalled
from samplan.testing.servers.postgres import PostgresServer
from samplan.testing.servers.processes import DidNotStart

TERMINATED = 143
DEFAULT_DIRECTORY = Path(".samplan/stack")

cli = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
console = Console(stderr=True)

Directory = Annotated[Path, typer.Option(help="Where the data, logs and process ids are.")]
Server = ApacheKafka | PostgresServer | KafkaContainer | PostgresContainer


class Origin(StrEnum):
    """Where the two servers come from."""

    CONTAINERS = "containers"
    PACKAGES = "packages"


class Stack:
    """Both servers, with their data under one directory."""

    def __init__(
        self, directory: Path, *, kafka_port: int = 0, postgres_port: int = 0, durable: bool = False
    ) -> None:
        """`durable`: PostgreSQL's commits wait for the disk."""
        self.kafka: ApacheKafka | KafkaContainer = ApacheKafka(directory / "kafka", kafka_port)
        self.postgres: PostgresServer | PostgresContainer = PostgresServer(
            directory / "postgres", postgres_port, durable=durable
        )
        self._started: list[Server] = []

    @property
    def servers(self) -> Sequence[Server]:
        return (self.postgres, self.kafka)

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables that connect a program to these servers; POSTGRES_URL is the superuser's."""
        return {"KAFKA_BOOTSTRAP_SERVERS": self.kafka.address, "POSTGRES_URL": self.postgres.address}

    def up(self) -> None:
        """Start what is not running yet. Raises DidNotStart, NotInstalled."""
        for server in self.servers:
            if server.is_up:
                console.print(f"{server.name} is already up at {server.address}", highlight=False)
                continue
            with console.status(f"Starting {server.name} …"):
                self._started.append(server)  # first, because Ctrl-C may come at any moment
                server.start()
            console.print(f"{server.name} is up at {server.address}", highlight=False)

    def down(self) -> None:
        """Stop both."""
        _stop(self.servers)

    def down_started(self) -> None:
        """Stop only those that this stack has started."""
        _stop(self._started)
        self._started.clear()

    @contextmanager
    def running(self) -> Iterator[Mapping[str, str]]:
        """Start them for a block; stop only those that were not up before."""
        try:
            self.up()
            yield self.environment
        finally:
            self.down_started()


class ContainerStack(Stack):
    """Both servers in containers, empty each time."""

    def __init__(self) -> None:
        self.kafka = KafkaContainer()
        self.postgres = PostgresContainer()
        self._started = []


def chosen(origin: Origin | None, directory: Path) -> Stack:
    """The requested stack, or containers if a Docker engine answers. Prints which one, and why."""
    reason = "as requested"
    if origin is None:
        origin = Origin.CONTAINERS if engine_answers() else Origin.PACKAGES
        reason = f"{'a' if origin is Origin.CONTAINERS else 'no'} Docker engine answers here"
    console.print(f"Apache Kafka and PostgreSQL from {origin}: {reason} (STACK=containers or packages)")
    return ContainerStack() if origin is Origin.CONTAINERS else Stack(directory)


def _stop(servers: Sequence[Server]) -> None:
    for server in servers:
        server.stop()
        console.print(f"{server.name} has stopped", highlight=False)


@cli.command()
def up(
    directory: Directory = DEFAULT_DIRECTORY,
    kafka_port: Annotated[int, typer.Option(help="0: the last run's port, or any free one.")] = 0,
    postgres_port: Annotated[int, typer.Option(help="0: the last run's port, or any free one.")] = 0,
) -> None:
    """Start both, leave them running, and print the environment variables for clients."""
    stack = Stack(directory, kafka_port=kafka_port, postgres_port=postgres_port)
    stack.up()
    for name, value in stack.environment.items():
        typer.echo(f"export {name}={value}")


@cli.command()
def down(directory: Directory = DEFAULT_DIRECTORY) -> None:
    """Stop both; their data stays."""
    Stack(directory).down()


@cli.command()
def status(directory: Directory = DEFAULT_DIRECTORY) -> None:
    """Print which of them is up; exit 1 unless both are."""
    servers = Stack(directory).servers
    for server in servers:
        typer.echo(f"{server.name}: {'up at ' + server.address if server.is_up else 'down'}")
    if not all(server.is_up for server in servers):
        raise typer.Exit(1)


@cli.command()
def run(
    command: list[str],
    directory: Directory = DEFAULT_DIRECTORY,
    origin: Annotated[
        Origin | None,
        typer.Option("--from", envvar="STACK", help="Default: containers if a Docker engine answers."),
    ] = None,
) -> None:
    """Run a command with both servers up, and KAFKA_BOOTSTRAP_SERVERS and POSTGRES_URL set."""
    with chosen(origin, directory).running() as environment:
        done = subprocess.run(command, env={**os.environ, **environment}, check=False)  # noqa: S603  # the user's command
    raise typer.Exit(done.returncode)


def main() -> None:
    """Run the command line; a failed start is one error message, not a traceback."""
    # On SIGTERM it still stops what it has started: nothing else would stop the containers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        cli()
    except (DidNotStart, NotInstalled) as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
