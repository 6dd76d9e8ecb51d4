"""The broker is restarted while the simulator drives: the relays wait, then catch up, and nothing is lost."""

import re
import time
from pathlib import Path

import pytest
from tests.compose.landscape import INSTANCES, Landscape, Report
from tests.compose.test_upgrade import is_under_way

pytestmark = pytest.mark.compose

PATIENCE_SECONDS = 180
HEALED_WITHIN_SECONDS = 60  # I21
RELAYS = [process for instance in INSTANCES for process in instance.processes if process.endswith("-relay")]
LAG = re.compile(r"^samplan_relay_lag_events (\S+)$", re.MULTILINE)
METRICS = """
from urllib.request import urlopen
print(urlopen("http://127.0.0.1:9464/metrics").read().decode())
"""


def waiting(landscape: Landscape) -> int:
    """The number of events stored and not published."""
    pages = "".join(landscape.python(relay, METRICS) for relay in RELAYS)
    return sum(int(float(lag)) for lag in LAG.findall(pages))


def most_waiting(landscape: Landscape, seconds: float) -> int:
    """The highest number of waiting events seen within that time."""
    until, most = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        most = max(most, waiting(landscape))
    return most


class TestBrokerRestart:
    def test_loses_nothing(self, landscape: Landscape, tmp_path: Path, report: Report) -> None:
        with landscape.driven(tmp_path / "log") as driving:
            driving.wait_until(lambda: is_under_way(driving), PATIENCE_SECONDS)
            gone = time.monotonic()
            landscape.compose("stop", "kafka")
            most = most_waiting(landscape, seconds=15)
            landscape.compose("up", "--detach", "--wait", "--no-build", "kafka")
            back = time.monotonic()
            while waiting(landscape) > most // 10:
                assert time.monotonic() - back < HEALED_WITHIN_SECONDS
            caught_up = time.monotonic()
        report(
            f"broker away for {back - gone:.0f} s: {most} events waited, {caught_up - back:.0f} s to catch up"
        )
        landscape.move_the_clocks()
        assert "240 participants" in landscape.compare()
