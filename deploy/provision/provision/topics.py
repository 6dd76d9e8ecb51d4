"""Topics: compares the cluster with the files, and applies the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from confluent_kafka import TopicCollection
from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewPartitions,
    NewTopic,
    ResourceType,
)

from provision.landscape import Topic

SECONDS = 30


@dataclass(frozen=True)
class Present:
    """A topic as it is in the cluster."""

    partitions: int
    replication: int
    settings: Mapping[str, str]


@dataclass(frozen=True)
class Create:
    topic: Topic

    def __str__(self) -> str:
        topic = self.topic
        return f"+ {topic.name}: {topic.partitions} partitions, {topic.replication} replicas"


@dataclass(frozen=True)
class SetTo:
    topic: str
    setting: str
    present: str
    wanted: str

    def __str__(self) -> str:
        return f"~ {self.topic}: {self.setting} {self.present or '(unset)'} -> {self.wanted}"


@dataclass(frozen=True)
class AddPartitions:
    topic: str
    present: int
    wanted: int

    def __str__(self) -> str:
        return f"~ {self.topic}: partitions {self.present} -> {self.wanted}"


@dataclass(frozen=True)
class Refused:
    """A difference that is shown and not applied."""

    topic: str
    why: str

    def __str__(self) -> str:
        return f"! {self.topic}: {self.why}"


Change = Create | SetTo | AddPartitions | Refused


def plan(wanted: Sequence[Topic], present: Mapping[str, Present], *, may_grow: bool = False) -> list[Change]:
    """The changes to make for the wanted topics. Other topics in the cluster are ignored.

    Adding partitions cannot be undone, so it needs `may_grow`.
    """
    return [change for topic in wanted for change in _of(topic, present.get(topic.name), may_grow=may_grow)]


def _of(topic: Topic, present: Present | None, *, may_grow: bool) -> Iterator[Change]:
    if present is None:
        yield Create(topic)
        return
    if topic.partitions < present.partitions:
        why = f"{topic.partitions} wanted: partitions cannot be removed"
        yield Refused(topic.name, f"has {present.partitions} partitions, {why}")
    elif topic.partitions > present.partitions and may_grow:
        yield AddPartitions(topic.name, present.partitions, topic.partitions)
    elif topic.partitions > present.partitions:
        why = f"{topic.partitions} wanted: use --add-partitions (cannot be undone)"
        yield Refused(topic.name, f"has {present.partitions} partitions, {why}")
    if topic.replication != present.replication:
        why = f"has {present.replication} replicas, {topic.replication} wanted: reassign its partitions"
        yield Refused(topic.name, why)
    for setting, value in topic.settings.items():
        if present.settings.get(setting) != value:
            yield SetTo(topic.name, setting, present.settings.get(setting, ""), value)


def brokers_of(admin: AdminClient) -> int:
    """The number of brokers in the cluster. Raises KafkaException."""
    return len(admin.list_topics(timeout=SECONDS).brokers)


def present_topics(admin: AdminClient, wanted: Iterable[Topic]) -> dict[str, Present]:
    """The wanted topics that exist. Raises KafkaException."""
    there = admin.list_topics(timeout=SECONDS).topics
    names = [topic.name for topic in wanted if topic.name in there]
    if not names:
        return {}
    described = admin.describe_topics(TopicCollection(names), request_timeout=SECONDS)
    resources = [ConfigResource(ResourceType.TOPIC, name) for name in names]
    settings = {
        resource.name: {entry.name: str(entry.value) for entry in answer.result(SECONDS).values()}
        for resource, answer in admin.describe_configs(resources, request_timeout=SECONDS).items()
    }
    found: dict[str, Present] = {}
    for name, answer in described.items():
        partitions = answer.result(SECONDS).partitions
        found[name] = Present(len(partitions), len(partitions[0].replicas), settings[name])
    return found


def apply(admin: AdminClient, changes: Sequence[Change]) -> None:
    """Apply the changes that can be applied, in order. Raises KafkaException."""
    for change in changes:
        match change:
            case Create(topic):
                new = NewTopic(topic.name, topic.partitions, topic.replication, config=dict(topic.settings))
                _await(admin.create_topics([new], request_timeout=SECONDS))
            case AddPartitions(topic=name, wanted=count):
                _await(admin.create_partitions([NewPartitions(name, count)], request_timeout=SECONDS))
            case SetTo(topic=name, setting=setting, wanted=value):
                entry = ConfigEntry(setting, value, incremental_operation=AlterConfigOpType.SET)
                resource = ConfigResource(ResourceType.TOPIC, name, incremental_configs=[entry])
                _await(admin.incremental_alter_configs([resource], request_timeout=SECONDS))
            case Refused():
                continue


def _await(answers: Mapping[Any, Future[Any]]) -> None:
    for answer in answers.values():
        answer.result(SECONDS)
