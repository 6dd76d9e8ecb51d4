"""The demo's processes: the ground, and each service on its own. Nothing outlives the supervisor."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from samplan.testing.issuer import ensure_issuer
from samplan.testing.servers.ports import is_free
from samplan.testing.servers.processes import ChildProcess
from simulator.ground import Ground
from simulator.parts import PARTS, WITH_CLOCKS, Part
from simulator.telling import Teller

READY_WITHIN_SECONDS = 90.0


class PortInUse(Exception):
    """Somebody else, perhaps another demo, listens where a part of this one has to."""


class PartDied(Exception):
    """A service has ended; the message names it and ends with its last words."""


class Landscape:
    """Up between `__enter__` and `__exit__`."""

    def __init__(self, ground: Ground, state: Path, issuer: Path, teller: Teller) -> None:
        """`state` keeps what the services store; `issuer` is the folder of the keys that sign tokens."""
        self._ground = ground
        self._state = state
        self._issuer = issuer
        self._teller = teller
        self._running: dict[Part, ChildProcess] = {}

    def __enter__(self) -> Self:
        self._refuse_taken_ports()
        try:
            with self._teller.doing("Starting the broker and the stores"):
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
        with self._teller.doing("Stopping everything"):
            self._stop()

    def see_that_all_live(self) -> None:
        """Raises PartDied."""
        for part, process in self._running.items():
            if not process.is_alive:
                raise PartDied(f"{part.name} has died:\n{process.tail()}")

    def tick(self, as_of: date) -> None:
        """Move the clocks of those services that have one. Raises PartDied."""
        for part in WITH_CLOCKS:
            with self._teller.doing(f"Moving the clock of {part.name} to {as_of}"):
                self._run(part, "tick", "--as-of", f"{as_of}")

    def _refuse_taken_ports(self) -> None:
        wanted = {**self._ground.ports, **{part.name: part.port for part in PARTS}}
        for name, port in wanted.items():
            if not is_free(port):
                raise PortInUse(f"port {port}, where {name} listens, is in use: is another demo running?")

    def _migrate(self) -> None:
        for part in PARTS:
            with self._teller.doing(f"Migrating {part.name}"):
                self._run(part, "migrate")

    def _serve(self) -> None:
        ensure_issuer(self._issuer)
        for part in PARTS:
            log = self._state / "logs" / f"{part.name}.log"
            log.unlink(missing_ok=True)
            process = ChildProcess(part.name, _command(part, "serve"), log)
            process.start(self._environment(part))
            self._running[part] = process
        for part, process in self._running.items():
            with self._teller.doing(f"Starting {part.service} of {part.agency} on port {part.port}"):
                process.wait_until(lambda url=part.url: _is_ready(url), READY_WITHIN_SECONDS)  # type: ignore[misc]  # bound now

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
            "DATA_DIR": f"{self._state / 'data'}",
            "DEVELOPMENT": "on",
            "JWKS_FILE": f"{self._issuer / 'jwks.json'}",
            "TICK": "off",  # the story plays in years gone by: today's clock would end every consent
        }

    def _stop(self) -> None:
        for process in self._running.values():
            process.ask_to_stop()
        for process in self._running.values():
            process.stop()
        self._running.clear()
        self._ground.down()


def _command(part: Part, *arguments: str) -> list[str]:
    return [sys.executable, "-m", part.service, *arguments]


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready", timeout=5, trust_env=False).is_success
    except httpx.TransportError:
        return False
