"""The topics, their owners and their readers: `topics.yaml` and `acls.yaml` as types."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from provision.files import BadFile, read

TOPICS_FILE, RIGHTS_FILE = "topics.yaml", "acls.yaml"

UNLIMITED = Literal[-1]
HEARTBEATS = "-alive"
"""`<agency>.<service>-alive.v1` holds heartbeats, which nobody reads again: the only topic with a limit."""
BESIDE = re.compile(f"({HEARTBEATS}|-statistics)$")
"""A service writes `<agency>.<service>.v1`, and topics beside it, which have readers of their own."""
LONGEST_HEARTBEATS_MS = 24 * 60 * 60 * 1000

DELIVERIES = re.compile(r"\.to-([a-z-]+)$")
"""What a service delivers to the own system of one agency, which alone reads it."""
LONGEST_DELIVERIES_MS = 30 * 24 * 60 * 60 * 1000

OWN_SYSTEM = ".cards"
"""An agency's own system is the principal `<agency>.cards`, which writes its cards."""

ANSWERS = re.compile(r"\.card-rejections-to-[a-z-]+$")
"""Planning answers the cards of one agency's own system on a topic that it alone reads."""
TopicName = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z-]+\.([a-z]+(-alive|-statistics|\.to-[a-z-]+)?|card-rejections-to-[a-z-]+)\.v[1-9][0-9]*$"
    ),
]
Principal = Annotated[str, StringConstraints(pattern=r"^[a-z-]+\.[a-z]+$")]
"""A service as one agency runs it: `af.planning`. On Kafka it is `User:af.planning`."""


def writer_of(topic: str) -> str:
    """The principal that alone may write the topic."""
    return ANSWERS.sub(".planning", BESIDE.sub("", DELIVERIES.sub("", topic.rpartition(".")[0])))


def recipient_of(topic: str) -> str | None:
    """The agency that alone may read the topic of deliveries; None for any other topic."""
    found = DELIVERIES.search(topic.rpartition(".")[0])
    return found[1] if found else None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Topic(_Strict):
    """One topic as wanted."""

    name: TopicName
    owner: Principal
    partitions: Annotated[int, Field(ge=1, le=1000)]
    replication: Annotated[int, Field(ge=1, le=15)]
    min_insync_replicas: Annotated[int, Field(ge=1)]
    max_message_bytes: Annotated[int, Field(ge=300_000, le=100_000_000)]  # a body may have 256 kB
    retention_ms: Annotated[int, Field(ge=-1)]
    retention_bytes: UNLIMITED
    cleanup: Literal["delete"]

    @field_validator("owner")
    @classmethod
    def _writes_its_own_topic(cls, owner: str, info: ValidationInfo) -> str:
        name = info.data.get("name")
        if name and (writer := writer_of(name)) != owner:
            raise ValueError(f"{name} belongs to {writer}")
        return owner

    @field_validator("partitions")
    @classmethod
    def _an_end_is_the_last(cls, wanted: int, info: ValidationInfo) -> int:
        if recipient_of(info.data.get("name", "")) and wanted != 1:
            raise ValueError("deliveries have one partition: an end comes after all that it ends")
        return wanted

    @field_validator("retention_ms")
    @classmethod
    def _keeps_events_and_nothing_else(cls, wanted: int, info: ValidationInfo) -> int:
        name = info.data.get("name", "")
        if f"{HEARTBEATS}." in name:
            return _at_most("heartbeats", LONGEST_HEARTBEATS_MS, wanted)
        if recipient_of(name):
            return _at_most("deliveries", LONGEST_DELIVERIES_MS, wanted)
        if wanted != -1:
            raise ValueError("events are kept without a limit: -1")
        return wanted

    @field_validator("min_insync_replicas")
    @classmethod
    def _can_lose_a_broker(cls, wanted: int, info: ValidationInfo) -> int:
        replication = info.data.get("replication", wanted + 1)
        most = max(1, replication - 1)
        if wanted > most:
            raise ValueError(f"at most {most} of {replication} replicas: one may be down")
        return wanted

    @property
    def settings(self) -> Mapping[str, str]:
        """The topic's settings by Kafka's names."""
        return {
            "cleanup.policy": self.cleanup,
            "max.message.bytes": str(self.max_message_bytes),
            "min.insync.replicas": str(self.min_insync_replicas),
            "retention.bytes": str(self.retention_bytes),
            "retention.ms": str(self.retention_ms),
        }

    def on(self, brokers: int) -> Topic:
        """The topic for a cluster with fewer brokers than wanted replicas."""
        replication = min(self.replication, brokers)
        insync = min(self.min_insync_replicas, max(1, replication - 1))
        return self.model_copy(update={"replication": replication, "min_insync_replicas": insync})


def _at_most(what: str, longest: int, wanted: int) -> int:
    """Raises ValueError for a retention that is unlimited or longer."""
    if not 0 < wanted <= longest:
        raise ValueError(f"{what} are kept from 1 to {longest} ms")
    return wanted


class Topics(_Strict):
    """`topics.yaml`."""

    valid_from: Annotated[date, Field(strict=False)]
    topics: Annotated[tuple[Topic, ...], Field(strict=False)]

    @field_validator("topics")
    @classmethod
    def _are_named_once(cls, topics: Sequence[Topic]) -> Sequence[Topic]:
        if not topics:
            raise ValueError("names no topic")
        names = [topic.name for topic in topics]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"{name} is named twice")
        return topics


class Reader(_Strict):
    """A principal that may read a topic, and the reason."""

    principal: Principal
    because: Annotated[str, StringConstraints(min_length=1)]


class NamedPrincipal(_Strict):
    """A service that logs in."""

    name: Principal


class Rights(_Strict):
    """`acls.yaml`."""

    valid_from: Annotated[date, Field(strict=False)]
    principals: Annotated[tuple[NamedPrincipal, ...], Field(strict=False)]
    readers: Mapping[TopicName, Annotated[tuple[Reader, ...], Field(strict=False)]]

    @field_validator("readers")
    @classmethod
    def _are_principals(
        cls, readers: Mapping[str, Sequence[Reader]], info: ValidationInfo
    ) -> Mapping[str, Sequence[Reader]]:
        known = {principal.name for principal in info.data.get("principals", ())}
        for topic, named in readers.items():
            for reader in named:
                if known and reader.principal not in known:
                    raise ValueError(f"{topic}: {reader.principal} is not one of the principals")
                if (to := recipient_of(topic)) and reader.principal != f"{to}{OWN_SYSTEM}":
                    raise ValueError(f"{topic}: {reader.principal} is not the system of {to}")
        return readers


class Landscape(_Strict):
    """Both files, consistent with each other."""

    topics: tuple[Topic, ...]
    principals: tuple[str, ...]
    readers: Mapping[str, tuple[str, ...]]


def read_topics(folder: Path) -> tuple[Topic, ...]:
    """The topics alone. Raises BadFile."""
    return read(folder / TOPICS_FILE, Topics).topics


def read_landscape(folder: Path) -> Landscape:
    """The topics and the rights to them. Raises BadFile."""
    topics = read_topics(folder)
    rights = read(folder / RIGHTS_FILE, Rights)
    principals = tuple(principal.name for principal in rights.principals)
    for topic in topics:
        if topic.owner not in principals:
            missing = f"principals: {topic.owner}, the owner of {topic.name}, is missing"
            raise BadFile(f"{folder / RIGHTS_FILE}: {missing}")
    if strange := set(rights.readers) - {topic.name for topic in topics}:
        raise BadFile(f"{folder / RIGHTS_FILE}: readers: {min(strange)} is not in {TOPICS_FILE}")
    readers = {name: tuple(reader.principal for reader in named) for name, named in rights.readers.items()}
    return Landscape(topics=topics, principals=principals, readers=readers)
