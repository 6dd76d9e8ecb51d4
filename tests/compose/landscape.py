"""The landscape of docker-compose.yml as a separate project beside anything else that runs here."""

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
from simulator.driving.parts import WITH_CLOCKS
from simulator.stories.days import LAST_DAY

ROOT = Path(__file__).parents[2]
PROJECT = "samplan-test"
PYTHON = "/opt/samplan/python/bin/python"
TIMEOUT_SECONDS = 600

Report = Callable[[str], None]
"""Records a measured figure, shown after the tests."""


class Failed(Exception):
    """A command of the engine failed. The message ends with its last output."""


@dataclass(frozen=True)
class Instance:
    """One service of one agency, and its processes."""

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
    Instance("finsam", "reporting", ("api", "relay", "inbox")),
    Instance("finsam", "steering", ("api", "relay")),
)
SERVICES = ("referral", "consent", "planning", "reporting", "steering")
PORTS = (
    "REFERRAL_PORT",
    "AF_REFERRAL_PORT",
    "CONSENT_PORT",
    "PLANNING_PORT",
    "REPORTING_PORT",
    "STEERING_PORT",
    "PROMETHEUS_PORT",
)


class Landscape:
    """The containers run between `up` and `down`. Every method raises Failed."""

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
        """The command's output. `tags`: the version of a service to run (PLANNING_TAG=next)."""
        return run([*self._command, *arguments], {**self._environment, **(tags or {})})

    @contextmanager
    def running(self, report: Report, *more: str) -> Iterator[Landscape]:
        """Runs inside the block, on empty stores. `more`: containers besides the services."""
        self.down()
        try:
            report(f"from `docker compose up` to ready: {self.up(*more):.0f} s")
            yield self
        finally:
            self.down()

    def up(self, *more: str) -> float:
        """Start everything; the seconds until it is ready."""
        began = time.monotonic()
        named = [process for instance in INSTANCES for process in instance.processes]
        self.compose("up", "--detach", "--wait", "--no-build", *named, *more)
        return time.monotonic() - began

    def down(self) -> None:
        """Remove the containers of every profile: an interrupted run may have left another profile's."""
        command = [*self._project, "--profile=*", "down", "--volumes", "--remove-orphans", "--timeout=5"]
        run(command, self._environment)

    def python(self, process: str, program: str) -> str:
        """The output of a program in the container of a process."""
        return self.compose("exec", "-T", process, PYTHON, "-c", program)

    def administer(self, program: str) -> str:
        """The output of a program run as Kafka's administrator."""
        return self.compose("run", "--rm", "-T", "--no-deps", "--entrypoint", PYTHON, "rights", "-c", program)

    @contextmanager
    def driven(self, log: Path, at_once: int = 24) -> Iterator[ChildProcess]:
        """The simulator drives during the block. Afterwards everyone is driven, or Failed is raised."""
        command = [*self._command, "run", "--rm", "-T", "simulator", "drive", "--at-once", f"{at_once}"]
        driving = ChildProcess("the simulator", command, log)
        driving.start(self._environment)
        try:
            yield driving
            if driving.wait():
                raise Failed(f"the simulator failed:\n{driving.tail()}")
        finally:
            driving.stop()

    def move_the_clocks(self) -> None:
        """Move the clocks to the last day of the stories."""
        for part in WITH_CLOCKS:
            process = f"{part.agency}-{part.service}-api"
            self.compose("exec", "-T", process, PYTHON, "-m", part.service, "tick", "--as-of", f"{LAST_DAY}")

    def compare(self) -> str:
        """The simulator's comparison with the dashboard. Raises Failed with every figure that differs."""
        return self.compose("run", "--rm", "-T", "simulator", "compare")

    def drive_earlier(self) -> str:
        """The simulator's comparison of the earlier programmes with their reports. Raises Failed."""
        self.compose("run", "--rm", "-T", "simulator", "drive-earlier")
        self.move_the_clocks()
        return self.compose("run", "--rm", "-T", "simulator", "compare-earlier")


def run(command: list[str], environment: Mapping[str, str] | None = None) -> str:
    """The command's standard output. Raises Failed."""
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


def missing_tools() -> str:
    """The tools missing on this machine to run the landscape; empty when none is."""
    for command, what in (
        (["docker", "version"], "a Docker engine"),
        (["docker", "compose", "version"], "Docker Compose 2"),
    ):
        try:
            run(command)
        except (Failed, OSError):
            return f"{what} ({' '.join(command)} does not work)"
    return ""
