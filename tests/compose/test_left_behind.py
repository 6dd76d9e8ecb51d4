"""A run that was broken off leaves containers behind: the next one takes them away before it begins."""

import pytest
from tests.compose.landscape import PROJECT, Landscape, run

pytestmark = pytest.mark.compose

LEFT = ["docker", "ps", "--all", "--quiet", f"--filter=label=com.docker.compose.project={PROJECT}"]


class TestContainerOfAnotherProfile:
    def test_is_taken_away(self) -> None:
        """K74"""
        Landscape("cluster", TOPIC_REPLICATION="3").compose("create", "kafka-3")
        assert run(LEFT)
        Landscape().down()
        assert run(LEFT) == ""
