"""Which topics a cluster shows us, and what it lets us do with each: the client library never asks."""

from __future__ import annotations

from typing import NamedTuple

from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import Array, Boolean, Int16, Int32, Schema, String

_METADATA, _VERSION = 3, 8
_READ, _WRITE = 1 << 3, 1 << 4
_NEVER_SAID = -(1 << 31)


class Visible(NamedTuple):
    """What we may do with a topic that we may see."""

    may_read: bool
    may_write: bool

    @classmethod
    def of(cls, operations: int) -> Visible:
        """From Kafka's bit field; the embedded broker knows no rights and says nothing."""
        if operations == _NEVER_SAID:
            return cls(may_read=True, may_write=True)
        return cls(may_read=bool(operations & _READ), may_write=bool(operations & _WRITE))


class _Answer(Response):  # type: ignore[misc]  # published without types
    API_KEY = _METADATA
    API_VERSION = _VERSION
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "brokers",
            Array(
                ("node_id", Int32),
                ("host", String("utf-8")),
                ("port", Int32),
                ("rack", String("utf-8")),
            ),
        ),
        ("cluster_id", String("utf-8")),
        ("controller_id", Int32),
        (
            "topics",
            Array(
                ("error_code", Int16),
                ("topic", String("utf-8")),
                ("is_internal", Boolean),
                (
                    "partitions",
                    Array(
                        ("error_code", Int16),
                        ("partition", Int32),
                        ("leader", Int32),
                        ("leader_epoch", Int32),
                        ("replicas", Array(Int32)),
                        ("isr", Array(Int32)),
                        ("offline_replicas", Array(Int32)),
                    ),
                ),
                ("authorized_operations", Int32),
            ),
        ),
        ("cluster_authorized_operations", Int32),
    )


class _Question(RequestStruct):  # type: ignore[misc]  # published without types
    API_KEY = _METADATA
    API_VERSION = _VERSION
    RESPONSE_TYPE = _Answer
    SCHEMA = Schema(
        ("topics", Array(String("utf-8"))),
        ("allow_auto_topic_creation", Boolean),
        ("include_cluster_authorized_operations", Boolean),
        ("include_topic_authorized_operations", Boolean),
    )


class WhatIsVisible(Request[_Question]):  # type: ignore[misc]  # published without types
    """Asks for every topic that we may see."""

    API_KEY = _METADATA

    def build(self, request_struct_class: type[_Question]) -> _Question:
        return request_struct_class(None, False, False, True)  # noqa: FBT003  # the library takes them by place


def visible(answer: Response) -> dict[str, Visible]:
    """The topics of an answer, and what we may do with each."""
    topics = answer.to_object()["topics"]
    return {topic["topic"]: Visible.of(topic["authorized_operations"]) for topic in topics}
