"""Each service is restarted, upgraded and rolled back while the simulator drives: nothing is lost (I17)."""

import time
from pathlib import Path

import pytest
from tests.compose.landscape import INSTANCES, ROOT, SERVICES, Landscape, Report, run

from samplan.testing.servers.processes import ChildProcess

pytestmark = pytest.mark.compose

ENOUGH_TO_BEGIN = "People driven: 26 of"
PATIENCE_SECONDS = 180
UNHURRIED = 6
"""Few people at once, so that driving takes longer than replacing every service."""


@pytest.fixture(scope="module")
def next_images(images: None) -> None:  # noqa: ARG001  # built before
    for service in SERVICES:
        build = ["docker", "build", "--quiet", "--build-arg", f"SERVICE={service}"]
        run([*build, "--tag", f"samplan/{service}:next", str(ROOT / "tests/compose/next")])


def upgrade(landscape: Landscape, service: str) -> None:
    """Upgrade the store first, while the old processes use it, then the processes."""
    tags = {f"{service.upper()}_TAG": "next"}
    for instance in (one for one in INSTANCES if one.service == service):
        assert "chassis-next" in landscape.compose(
            "run", "--rm", "-T", "--no-deps", f"{instance.name}-migrate", tags=tags
        )
        replace(landscape, instance.processes, tags)


def roll_back(landscape: Landscape, service: str) -> None:
    """Run the previous version on the migrated store."""
    for instance in (one for one in INSTANCES if one.service == service):
        landscape.compose("run", "--rm", "-T", "--no-deps", f"{instance.name}-migrate")
        replace(landscape, instance.processes, {})


def replace(landscape: Landscape, processes: list[str], tags: dict[str, str]) -> None:
    landscape.compose("up", "--detach", "--wait", "--no-build", "--no-deps", *processes, tags=tags)


def is_under_way(driving: ChildProcess) -> bool:
    return driving.is_alive and ENOUGH_TO_BEGIN in driving.log.read_text()


@pytest.mark.usefixtures("next_images")
class TestUpgrade:
    def test_and_rollback_lose_nothing(self, landscape: Landscape, tmp_path: Path, report: Report) -> None:
        with landscape.driven(tmp_path / "log", at_once=UNHURRIED) as driving:
            driving.wait_until(lambda: is_under_way(driving), PATIENCE_SECONDS)
            began = time.monotonic()
            for service in SERVICES:
                landscape.compose("restart", "--timeout", "20", *processes_of(service))
                upgrade(landscape, service)
                roll_back(landscape, service)
            seconds = time.monotonic() - began
            assert driving.is_alive, "all was driven before the last service was replaced"
        report(f"restart, upgrade and rollback of every service, under load: {seconds:.0f} s")
        landscape.move_the_clocks()
        assert "240 participants" in landscape.compare()


def processes_of(service: str) -> list[str]:
    return [
        process for instance in INSTANCES if instance.service == service for process in instance.processes
    ]
