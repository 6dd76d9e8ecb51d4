"""The topics that we can see in a cluster, and our permissions on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from confluent_kafka import KafkaError, KafkaException, TopicCollection
from confluent_kafka.admin import AclOperation, AdminClient

from samplan.bus.kafka.access import Access

ANSWER_TIMEOUT_SECONDS = 5.0
_GONE = {KafkaError.UNKNOWN_TOPIC_OR_PART, KafkaError.TOPIC_AUTHORIZATION_FAILED}
"""The topic was deleted or hidden after it was listed."""


class Permissions(NamedTuple):
    """Our permissions on a visible topic."""

    may_read: bool
    may_write: bool


class TopicPermissions:
    """A client that asks a cluster for our permissions. Its methods block."""

    def __init__(self, access: Access) -> None:
        self._admin = AdminClient({**access.for_librdkafka(), "log_level": 0})

    def by_topic(self) -> Mapping[str, Permissions]:
        """The permissions on every visible topic. Raises KafkaException."""
        cluster = self._admin.list_topics(timeout=ANSWER_TIMEOUT_SECONDS)
        if cluster.controller_id not in cluster.brokers:  # the embedded broker has no permissions
            return dict.fromkeys(cluster.topics, Permissions(may_read=True, may_write=True))
        return self._describe(list(cluster.topics)) if cluster.topics else {}

    def _describe(self, topics: list[str]) -> Mapping[str, Permissions]:
        answers = self._admin.describe_topics(
            TopicCollection(topics),
            include_authorized_operations=True,
            request_timeout=ANSWER_TIMEOUT_SECONDS,
        )
        found: dict[str, Permissions] = {}
        for topic, answer in answers.items():
            try:
                operations = answer.result().authorized_operations
            except KafkaException as error:
                if error.args[0].code() not in _GONE:
                    raise
            else:
                found[topic] = Permissions(AclOperation.READ in operations, AclOperation.WRITE in operations)
        return found
