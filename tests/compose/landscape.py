"""The landscape of docker-compose.yml, brought up as a project of its own beside whatever else runs here."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import ChildProcess
from simulator.days import LAST_DAY
from simulator.parts import WITH_CLOCKS

ROOT = Path(__file__).parents[2]
PROJECT = "samplan-test"
PYTHON = "/opt/samplan/python/bin/python"
TIMEOUT_SECONDS = 600

Tell = Callable[[str], None]
"""Takes a measured figure, to be shown when the tests are over."""


class Failed(Exception):
    """A command of the engine failed; the message ends with its last words."""


@dataclass(frozen=True)
class Instance:
    """One service as one agency runs it, and the processes it runs as."""

    agency: str
    service: str
    roles: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.agency}-{self.service}"

    @property
    def processes(self) -> list[str]:
        return [f"{self.name}-{role}" for role in self.roles]


INSTANCES = (
    Instance("malmo-ifo", "referral", ("api", "relay", "inbox")),
    Instance("af", "referral", ("api", "relay", "inbox")),
    Instance("finsam", "consent", ("api", "relay", "inbox")),
    Instance("af", "planning", ("api", "relay", "inbox")),
    Instance("finsam", "reporting", ("api", "inbox")),
)
SERVICES = ("referral", "consent", "planning", "reporting")
PORTS = (
    "REFERRAL_PORT",
    "AF_REFERRAL_PORT",
    "CONSENT_PORT",
    "PLANNING_PORT",
    "REPORTING_PORT",
    "PROMETHEUS_PORT",
)


class Landscape:
    """Up between `up` and `down`. Every command raises Failed."""

    def __init__(self, *profiles: str, **settings: str) -> None:
        """`settings` are variables of docker-compose.yml (TOPIC_REPLICATION="3")."""
        self._environment = {
            **os.environ,
            "KAFKA_PORT": f"{free_port()}",
            **dict.fromkeys(PORTS, "0"),
            **settings,
        }
        self._project = ["docker", "compose", "--project-name", PROJECT]
        enabled = [f"--profile={profile}" for profile in ("simulator", *profiles)]
        self._command = [*self._project, *enabled]

    def compose(self, *arguments: str, tags: Mapping[str, str] | None = None) -> str:
        """What the command said. `tags`: which version of a service to run (PLANNING_TAG=next)."""
        return run([*self._command, *arguments], {**self._environment, **(tags or {})})

    @contextmanager
    def standing(self, tell: Tell, *more: str) -> Iterator[Landscape]:
        """While it stands, with nothing stored at first. `more`: containers beside the services."""
        self.down()
        try:
            tell(f"from `docker compose up` to ready: {self.up(*more):.0f} s")
            yield self
        finally:
            self.down()

    def up(self, *more: str) -> float:
        """Seconds until everything was ready."""
        began = time.monotonic()
        named = [process for instance in INSTANCES for process in instance.processes]
        self.compose("up", "--detach", "--wait", "--no-build", *named, *more)
        return time.monotonic() - began

    def down(self) -> None:
        """Of every profile: a run that was broken off may have left containers of another one."""
        command = [*self._project, "--profile=*", "down", "--volumes", "--remove-orphans", "--timeout=5"]
        run(command, self._environment)

    def python(self, process: str, program: str) -> str:
        """What a program said within the container of a process."""
        return self.compose("exec", "-T", process, PYTHON, "-c", program)

    def administer(self, program: str) -> str:
        """What a program said that ran as Kafka's administrator."""
        return self.compose("run", "--rm", "-T", "--no-deps", "--entrypoint", PYTHON, "rights", "-c", program)

    @contextmanager
    def driven(self, log: Path, at_once: int = 24) -> Iterator[ChildProcess]:
        """While the simulator drives; afterwards it has driven everybody, or Failed is raised."""
        command = [*self._command, "run", "--rm", "-T", "simulator", "drive", "--at-once", f"{at_once}"]
        driving = ChildProcess("the simulator", command, log)
        driving.start(self._environment)
        try:
            yield driving
            if driving.wait():
                raise Failed(f"the simulator gave up:\n{driving.tail()}")
        finally:
            driving.stop()

    def move_the_clocks(self) -> None:
        """To the last day of the story."""
        for part in WITH_CLOCKS:
            process = f"{part.agency}-{part.service}-api"
            self.compose("exec", "-T", process, PYTHON, "-m", part.service, "tick", "--as-of", f"{LAST_DAY}")

    def compare(self) -> str:
        """What the simulator says of the dashboard; Failed with every figure that differs."""
        return self.compose("run", "--rm", "-T", "simulator", "compare")


def run(command: list[str], environment: Mapping[str, str] | None = None) -> str:
    """What the command said on standard output. Raises Failed."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT_SECONDS,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise Failed(f"{' '.join(command)}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def what_is_missing() -> str:
    """What this machine lacks to run the landscape; empty when it lacks nothing."""
    for command, what in (
        (["docker", "version"], "a Docker engine"),
        (["docker", "compose", "version"], "Docker Compose 2"),
    ):
        try:
            run(command)
        except (Failed, OSError):
            return f"{what} ({' '.join(command)} does not work)"
    return ""
