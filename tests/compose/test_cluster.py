"""Three brokers, one of which stops while the simulator drives: the others continue."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.compose.landscape import Landscape, Report
from tests.compose.test_upgrade import PATIENCE_SECONDS, is_under_way

from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.compose

GONE = "kafka-2"
FEWEST_IN_SYNC = """
from confluent_kafka import TopicCollection
from pathlib import Path
from provision.cli import _connected
from provision.landscape import read_topics
topics = TopicCollection([topic.name for topic in read_topics(Path("/kafka"))])
admin = _connected()
described = [answer.result() for answer in admin.describe_topics(topics).values()]
print(min(len(partition.isr) for topic in described for partition in topic.partitions))
"""


@pytest.fixture(scope="module")
def landscape(images: None, report: Report) -> Iterator[Landscape]:  # noqa: ARG001  # built before
    """The landscape on three brokers."""
    with Landscape("cluster", TOPIC_REPLICATION="3").running(report) as landscape:
        yield landscape


def fewest_in_sync(landscape: Landscape) -> int:
    """The number of in-sync replicas of the partition with the fewest."""
    return int(landscape.administer(FEWEST_IN_SYNC))


class TestCluster:
    def test_keeps_every_topic_as_the_files_want_it(self, landscape: Landscape) -> None:
        """Three brokers need no reduction: three replicas, two of them in sync."""
        assert landscape.compose("run", "--rm", "-T", "topics", "topics", "plan", "--files=/kafka") == (
            "nothing differs\n"
        )
        assert fewest_in_sync(landscape) == 3

    def test_loses_nothing_while_a_broker_is_away(
        self, landscape: Landscape, tmp_path: Path, report: Report
    ) -> None:
        with landscape.driven(tmp_path / "log") as driving:
            driving.wait_until(lambda: is_under_way(driving), PATIENCE_SECONDS)
            gone = time.monotonic()
            landscape.compose("stop", GONE)
            wait_until(lambda: fewest_in_sync(landscape) == 2, lambda: fewest_in_sync(landscape))
            assert driving.is_alive, "all was driven before the broker was away"
        landscape.move_the_clocks()
        assert "240 participants" in landscape.compare()
        report(
            f"one broker of three away: the figures exact after {time.monotonic() - gone:.0f} s without it"
        )

    def test_brings_the_returned_broker_in_sync(self, landscape: Landscape, report: Report) -> None:
        back = time.monotonic()
        landscape.compose("up", "--detach", "--wait", "--no-build", "--no-deps", GONE)
        wait_until(lambda: fewest_in_sync(landscape) == 3, lambda: fewest_in_sync(landscape))
        report(f"a broker that comes back has every replica in sync after {time.monotonic() - back:.0f} s")
