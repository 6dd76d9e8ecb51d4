"""The topics and rights as objects of Strimzi, the operator that runs Kafka on Kubernetes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import yaml

from provision.landscape import Landscape, Topic
from provision.rights import Right, wanted_rights

API = "kafka.strimzi.io/v1"
NAMESPACE, CLUSTER = "kafka", "samplan"

HEAD = "# Written by `python -m provision k8s` from deploy/kafka: change it there.\n"


def topics_of(landscape: Landscape) -> str:
    """A KafkaTopic for each topic, as YAML."""
    return _yaml([_topic(topic) for topic in landscape.topics])


def users_of(landscape: Landscape) -> str:
    """A KafkaUser for each principal, with its rights and a password that the operator generates, as YAML."""
    rights = sorted(wanted_rights(landscape), key=lambda right: right.principal)
    return _yaml([_user(principal, list(own)) for principal, own in groupby(rights, lambda r: r.principal)])


def _topic(topic: Topic) -> Mapping[str, Any]:
    config = {
        name: int(value) if value.lstrip("-").isdigit() else value for name, value in topic.settings.items()
    }
    spec = {"partitions": topic.partitions, "replicas": topic.replication, "config": config}
    return _object("KafkaTopic", topic.name, spec)


def _user(principal: str, rights: list[Right]) -> Mapping[str, Any]:
    acls = [
        {
            "resource": {"type": "topic", "name": name, "patternType": "literal"},
            "operations": [right.operation.capitalize() for right in own],
        }
        for name, own in groupby(rights, lambda right: right.name)
    ]
    spec = {
        "authentication": {"type": "scram-sha-512"},
        "authorization": {"type": "simple", "acls": acls},
    }
    return _object("KafkaUser", principal.removeprefix("User:"), spec)


def _object(kind: str, name: str, spec: Mapping[str, Any]) -> Mapping[str, Any]:
    labels = {"strimzi.io/cluster": CLUSTER}
    metadata = {"name": name, "namespace": NAMESPACE, "labels": labels}
    return {"apiVersion": API, "kind": kind, "metadata": metadata, "spec": spec}


def _yaml(objects: list[Mapping[str, Any]]) -> str:
    return HEAD + str(yaml.safe_dump_all(objects, sort_keys=False))
