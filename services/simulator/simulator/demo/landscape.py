"""The demo's processes: broker, stores and one process for each service. None outlives the supervisor."""

import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from samplan.contracts.registry import DELIVERERS
from samplan.testing.issuer import ensure_issuer
from samplan.testing.servers.asking import succeeds
from samplan.testing.servers.ports import is_free
from samplan.testing.servers.processes import ChildProcess
from simulator.demo.card_sender import SENDER
from simulator.demo.demo_lock import uninterrupted
from simulator.demo.ground import Ground
from simulator.demo.output import Output
from simulator.demo.provider import PORT as PROVIDER
from simulator.demo.provider import Provider
from simulator.demo.settings import write_settings
from simulator.driving.clock import Clock
from simulator.driving.parts import PARTS, PLANNING, REPORTING, WITH_CLOCKS, Part
from simulator.stories.days import FIRST_DAY

READY_WITHIN_SECONDS = 90.0
FREE_WITHIN_SECONDS = 5.0
"""Processes left by a killed run end by themselves within this time."""
_LOOK_EVERY_SECONDS = 0.05


class PortInUse(Exception):
    """Another program listens on a port that the demo needs."""


class PartDied(Exception):
    """A service has stopped. The message names it and ends with the last lines of its log."""


class Landscape:
    """The processes run between `__enter__` and `__exit__`."""

    def __init__(self, ground: Ground, state: Path, issuer: Path, output: Output) -> None:
        """`state`: the folder of the services' stores; `issuer`: of the keys that sign tokens."""
        self._ground = ground
        self._clock_file = state / "clock"
        self.clock = Clock(self._clock_file)
        self._state = state
        self._issuer = issuer
        self._output = output
        self.provider = Provider(issuer, state / "logs")
        self._running: dict[Part, ChildProcess] = {}

    def __enter__(self) -> Self:
        self._refuse_taken_ports()
        self.clock.begin_on(FIRST_DAY)
        try:
            with self._output.doing("Starting the broker and the stores"):
                self._ground.up()
            if self._ground.needs_migration:
                self._migrate()
            self._serve()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._output.doing("Stopping everything"):
            self._stop()

    def require_all_alive(self) -> None:
        """Raises PartDied."""
        everything = {part.name: process for part, process in self._running.items()}
        for name, process in {**everything, "the provider": self.provider.process}.items():
            if not process.is_alive:
                raise PartDied(f"{name} has stopped:\n{process.tail()}")

    def tick(self, as_of: date) -> None:
        """Carry out what is due by that day in every service that has deadlines. Raises PartDied."""
        self.clock.move_to(as_of)
        for part in WITH_CLOCKS:
            with self._output.doing(f"Moving the clock of {part.name} to {as_of}"):
                self._run(part, "tick", "--as-of", f"{as_of}")

    def freeze(self, programme: str) -> None:
        """Publish the programme's figures, which the dashboard shows from then on. Raises PartDied."""
        with self._output.doing("Freezing the public figures"):
            self._run(REPORTING, "freeze", programme)

    @property
    def broker(self) -> Mapping[str, str]:
        """Where an agency's own system reaches it, as in the environment of a service."""
        return {**self._ground.environment_of(PLANNING), "DEVELOPMENT": "on"}

    def _refuse_taken_ports(self) -> None:
        wanted = {**self._ground.ports, **{part.name: part.port for part in PARTS}, "the provider": PROVIDER}
        wanted |= {f"the metrics of {part.name}": part.metrics_port for part in PARTS}
        for name, port in wanted.items():
            if not _is_free_soon(port):
                raise PortInUse(f"port {port}, for {name}, is in use: does another demo run?")

    def _migrate(self) -> None:
        for part in PARTS:
            with self._output.doing(f"Migrating {part.name}"):
                self._run(part, "migrate")

    def _serve(self) -> None:
        ensure_issuer(self._issuer)
        self.provider.up()
        write_settings(self._issuer / "settings", {part: self._environment(part) for part in PARTS})
        for part in PARTS:
            log = self._state / "logs" / f"{part.name}.log"
            log.unlink(missing_ok=True)
            process = self._running[part] = ChildProcess(part.name, _command(part, "serve"), log)
            process.start(self._environment(part))
        self._wait_until_each_answers()

    def _wait_until_each_answers(self) -> None:
        """Print each address as soon as it answers. Raises DidNotStart."""
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        starting = dict(self._running)
        with self._output.doing(f"Starting {len(starting)} services"):
            while starting:
                for part in [part for part in starting if succeeds(part.port, "/health/ready")]:
                    del starting[part]
                    self._output.say(f"  {part.service:<9} of {part.agency:<9} {part.address}")
                for process in starting.values():
                    process.require_starting(deadline)
                time.sleep(_LOOK_EVERY_SECONDS)

    def _run(self, part: Part, *arguments: str) -> None:
        environment = {**self._environment(part)}
        log = self._state / "logs" / f"{part.name}-{arguments[0]}.log"
        process = ChildProcess(f"{part.name} {arguments[0]}", _command(part, *arguments), log)
        process.start(environment)
        if process.wait():
            raise PartDied(f"{process.name} failed:\n{process.tail()}")

    def _environment(self, part: Part) -> Mapping[str, str]:
        return {
            **self._ground.environment_of(part),
            "AGENCY": part.agency,
            "PORT": f"{part.port}",
            "METRICS_PORT": f"{part.metrics_port}",
            "DATA_DIR": f"{self._state / 'data'}",
            "DEVELOPMENT": "on",
            "JWKS_FILE": f"{self._issuer / 'jwks.json'}",
            "FICTITIOUS_DATA": "on",
            "CALLER_REQUESTS_PER_SECOND": "0",
            "ADDRESS_REQUESTS_PER_SECOND": "0",
            "CLOCK_FILE": f"{self._clock_file}",
            **self.provider.settings_of(part),
            **({"CARD_SENDERS": SENDER} if part is PLANNING else {}),
            **({"DELIVERS_TO": SENDER} if part.service in DELIVERERS else {}),
            "TICK": "off",  # deadlines are ticked once, when everyone is driven
        }

    def _stop(self) -> None:
        with uninterrupted():  # a second Ctrl-C would leave services running on the ports of the next run
            for process in self._running.values():
                process.ask_to_stop()
            for process in self._running.values():
                process.stop()
            self._running.clear()
            self.provider.down()
            self._ground.down()


def _command(part: Part, *arguments: str) -> list[str]:
    return [sys.executable, "-m", part.service, *arguments]


def _is_free_soon(port: int) -> bool:
    deadline = time.monotonic() + FREE_WITHIN_SECONDS
    while not is_free(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(_LOOK_EVERY_SECONDS)
    return True
