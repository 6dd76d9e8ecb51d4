"""Differences are shown, and nothing is removed."""

from dataclasses import replace

import pytest
from deploy.provision.tests.examples import Files

from provision.landscape import Topic, read_topics
from provision.topics import Present, plan


@pytest.fixture
def topic(files: Files) -> Topic:
    return read_topics(files.folder)[0]


def as_wanted(topic: Topic) -> Present:
    return Present(topic.partitions, topic.replication, {**topic.settings, "segment.bytes": "1073741824"})


class TestPlan:
    def test_creates_what_is_missing(self, topic: Topic) -> None:
        assert [str(one) for one in plan([topic], {})] == ["+ fk.planning.v1: 3 partitions, 1 replicas"]

    def test_leaves_alone_what_does_not_differ(self, topic: Topic) -> None:
        assert plan([topic], {topic.name: as_wanted(topic)}) == []

    def test_leaves_alone_topics_that_are_not_in_the_file(self, topic: Topic) -> None:
        present = {topic.name: as_wanted(topic), "another": Present(1, 1, {})}
        assert plan([topic], present) == []

    def test_sets_a_setting_that_has_drifted(self, topic: Topic) -> None:
        drifted = replace(as_wanted(topic), settings={**topic.settings, "retention.ms": "604800000"})
        shown = [str(one) for one in plan([topic], {topic.name: drifted})]
        assert shown == ["~ fk.planning.v1: retention.ms 604800000 -> -1"]

    def test_refuses_fewer_partitions(self, topic: Topic) -> None:
        larger = replace(as_wanted(topic), partitions=12)
        shown = [str(one) for one in plan([topic], {topic.name: larger}, may_grow=True)]
        assert shown == ["! fk.planning.v1: has 12 partitions, 3 wanted: partitions cannot be removed"]

    def test_adds_partitions_only_on_request(self, topic: Topic) -> None:
        smaller = {topic.name: replace(as_wanted(topic), partitions=2)}
        [refused] = plan([topic], smaller)
        [allowed] = plan([topic], smaller, may_grow=True)
        assert str(refused).startswith("! fk.planning.v1: has 2 partitions, 3 wanted: use --add-partitions")
        assert str(allowed) == "~ fk.planning.v1: partitions 2 -> 3"

    def test_shows_a_different_replication_and_changes_none(self, topic: Topic) -> None:
        elsewhere = replace(as_wanted(topic), replication=3)
        [shown] = plan([topic], {topic.name: elsewhere})
        assert str(shown) == "! fk.planning.v1: has 3 replicas, 1 wanted: reassign its partitions"


class TestOnASmallCluster:
    def test_a_topic_has_as_many_replicas_as_there_are_brokers(self, topic: Topic) -> None:
        large = topic.model_copy(update={"replication": 3, "min_insync_replicas": 2})
        sizes = {n: large.on(n) for n in (1, 2, 3, 5)}
        assert {n: (t.replication, t.min_insync_replicas) for n, t in sizes.items()} == {
            1: (1, 1),
            2: (2, 1),
            3: (3, 2),
            5: (3, 2),
        }
