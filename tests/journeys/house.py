"""The running services: each in separate processes on its own store, connected by a broker."""

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from tests.journeys.stores import Place, facts_of, is_published, published_by

from chassis.store.database import open_database
from samplan.bus.store.transactions import Database
from samplan.testing.forking.forked import ForkedProcess
from samplan.testing.issuer import ensure_issuer
from samplan.testing.servers.asking import ask, succeeds
from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import ChildProcess
from samplan.testing.waiting import wait_until
from simulator.demo.ground import Ground
from simulator.demo.landscape import READY_WITHIN_SECONDS
from simulator.driving.parts import ONE_OF_EACH, REPORTING, Part

PROGRAMMES = Path(__file__).parents[2] / "programmes"
WHOLE = "serve"
ON = date(2021, 12, 31)
"""The business date: after every step of a journey, and before the last day of its consent."""
NOTHING: Mapping[str, str] = {}

Process = tuple[str, str]
"""The name of a part, and the role."""


class House:
    """The processes run between `up` and `down`. A process is identified by its part's name and its role."""

    def __init__(
        self,
        ground: Ground,
        folder: Path,
        parts: Iterable[Part] = ONE_OF_EACH,
        environment: Mapping[str, str] = NOTHING,
    ) -> None:
        """`environment`: settings of every service."""
        self._settings = environment
        self.parts: Mapping[str, Part] = {part.name: replace(part, port=free_port()) for part in parts}
        self.data = folder / "data"
        self._logs = folder / "logs"
        self._metrics = {name: free_port() for name in self.parts}
        self.clock = folder / "business-date"
        self.clock.write_text(f"{ON}")
        self._ground = ground
        self._running: dict[tuple[str, str], ChildProcess] = {}
        self._databases: dict[str, Database] = {}

    def up(self, processes: Sequence[Process] = ()) -> None:
        """Without `processes`, every service runs in one."""
        self._ground.up()
        ensure_issuer(self.data)
        if self._ground.needs_migration:
            for service in self.parts:
                self.run(service, "migrate")
        self.start(*(processes or ((service, WHOLE) for service in self.parts)))

    def down(self) -> None:
        for database in self._databases.values():
            database.close()
        for process in self._running.values():
            process.ask_to_stop()
        for process in self._running.values():
            process.stop()
        self._ground.down()

    def restore(self) -> None:
        """Run every service in one process again, whatever a test has stopped."""
        for service, role in list(self._running):
            if role != WHOLE:
                self.stop(service, role)
        self.start(*((service, WHOLE) for service in self.parts))

    def start(self, *processes: tuple[str, str]) -> None:
        """Start the processes that do not run, all at once, and wait until they are ready."""
        started = [one for one in processes if one not in self._running or not self._running[one].is_alive]
        # The process with the API listens on the part's port.
        ports = {
            (service, role): self.parts[service].port if role in {WHOLE, "api"} else free_port()
            for service, role in started
        }
        for (service, role), port in ports.items():
            self._running[service, role] = self._process(service, role)
            self._running[service, role].start(
                {**self._environment(service), **self._ports(service, role, port)}
            )
        for one, port in ports.items():
            self._running[one].wait_until(partial(succeeds, port, "/health/ready"), READY_WITHIN_SECONDS)

    def stop(self, service: str, role: str = WHOLE) -> None:
        self._running.pop((service, role)).stop()

    def kill(self, service: str, role: str = WHOLE) -> None:
        """`kill -9`."""
        self._running.pop((service, role)).kill()

    def pause(self, service: str, role: str = WHOLE) -> None:
        self._running[service, role].freeze()

    def resume(self, service: str, role: str = WHOLE) -> None:
        self._running[service, role].thaw()

    def run(self, service: str, *arguments: str) -> None:
        """Run a command of the service to its end."""
        process = self._process(service, *arguments)
        process.start(self._environment(service))
        assert process.wait() == 0, process.tail()

    @property
    def bootstrap(self) -> str:
        return self._ground.environment_of(REPORTING)["KAFKA_BOOTSTRAP_SERVERS"]

    def database(self, service: str) -> Database:
        """A service's store, for inspection."""
        if service not in self._databases:
            self._databases[service] = open_database(self._environment(service)["DATABASE_URL"])
        return self._databases[service]

    def forget_database(self, service: str) -> None:
        """Close the inspected store, before it is replaced by another one."""
        if opened := self._databases.pop(service, None):
            opened.close()

    def files_of(self, service: str) -> dict[str, bytes]:
        """The files of an SQLite store, with its log; empty for PostgreSQL."""
        files = sorted(self.data.glob(f"{_store_of(self.parts[service])}*"))
        # Read in another process: closing a file releases all of this process's SQLite locks on it.
        return {file.name: subprocess.check_output(["/bin/cat", file]) for file in files}

    def metrics(self, service: str) -> bytes:
        """What the whole service counts."""
        return ask(self._metrics[service], "/metrics")[1]

    def _ports(self, service: str, role: str, port: int) -> Mapping[str, str]:
        metrics = {"METRICS_PORT": f"{self._metrics[service]}"} if role == WHOLE else {}
        return {"PORT": f"{port}", **metrics}

    def logs(self) -> dict[str, bytes]:
        """Everything that any process has written to its standard output and error."""
        return {log.name: log.read_bytes() for log in sorted(self._logs.iterdir())}

    def settle(self) -> None:
        """Wait until every published event is a fact; assert that each is, once and in order."""
        wait_until(lambda: self._facts() >= len(self._published()), lambda: f"{self._facts()} facts")
        facts, published = facts_of(self.database("reporting")), self._published()
        assert facts == published
        wait_until(
            lambda: all(map(self._has_published, self._writers)), lambda: "a relay is behind its store"
        )

    @property
    def _writers(self) -> list[str]:
        return [name for name, part in self.parts.items() if part.service != REPORTING.service]

    def _published(self) -> list[Place]:
        stores = [(self.parts[name].service, self.database(name)) for name in self._writers]
        return sorted(place for service, store in stores for place in published_by(service, store))

    def _facts(self) -> int:
        return len(facts_of(self.database("reporting")))

    def _has_published(self, service: str) -> bool:
        return is_published(self.database(service))

    def _process(self, service: str, *arguments: str) -> ChildProcess:
        name = f"{service}-{arguments[0]}"
        command = [sys.executable, "-m", self.parts[service].service, *arguments]
        return self._kind(service)(name, command, self._logs / f"{name}.log")

    def _kind(self, service: str) -> type[ChildProcess]:  # the same for every service
        return ForkedProcess

    def _environment(self, service: str) -> Mapping[str, str]:
        part = self.parts[service]
        given = self._ground.environment_of(part)
        return {
            **given,
            "CLOCK_FILE": f"{self.clock}",
            **self._settings,
            "DATABASE_URL": given["DATABASE_URL"] or f"sqlite:///{self.data}/{_store_of(part)}",
            "AGENCY": part.agency,
            "DATA_DIR": f"{self.data}",
            "PROGRAMMES_DIR": f"{PROGRAMMES}",
            "TICK": "off",
        }


def _store_of(part: Part) -> str:
    return f"{part.agency}-{part.service}.sqlite3"
