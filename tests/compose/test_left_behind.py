"""An interrupted run leaves containers behind: the next run removes them first."""

import pytest
from tests.compose.landscape import PROJECT, Landscape, run

pytestmark = pytest.mark.compose

LEFT = ["docker", "ps", "--all", "--quiet", f"--filter=label=com.docker.compose.project={PROJECT}"]


class TestContainerOfAnotherProfile:
    def test_is_removed(self) -> None:
        """K74"""
        Landscape("cluster", TOPIC_REPLICATION="3").compose("create", "kafka-3")
        assert run(LEFT)
        Landscape().down()
        assert run(LEFT) == ""
