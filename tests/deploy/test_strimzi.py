"""Strimzi's topics and users, validated against Strimzi's schemas: unknown fields are refused."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.deploy.manifests import K8S, Manifest, read

SCHEMAS = json.loads(Path(__file__).with_name("vendor").joinpath("strimzi-1.2.0.json").read_text())
OBJECTS = [one for kind in ("topics", "users") for one in read(K8S / f"kafka/{kind}.yaml")]
NAME = re.compile(r"[a-z0-9]([-.a-z0-9]{,251}[a-z0-9])?")


def complaints(one: Manifest) -> list[str]:
    found = Draft202012Validator(SCHEMAS[one["kind"]]).iter_errors(one)
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("one", OBJECTS, ids=lambda one: f"{one['kind']} {one['metadata']['name']}")
class TestEachObject:
    def test_is_valid_for_strimzi(self, one: Manifest) -> None:
        assert complaints(one) == []

    def test_has_a_valid_kubernetes_name(self, one: Manifest) -> None:
        assert NAME.fullmatch(one["metadata"]["name"])

    def test_names_its_cluster(self, one: Manifest) -> None:
        """An operator manages only the objects of its own cluster."""
        assert one["metadata"]["labels"] == {"strimzi.io/cluster": "samplan"}


TOPIC: dict[str, Any] = {"partitions": 6, "replicas": 3}


def acl(**fields: Any) -> dict[str, Any]:
    rule = {"resource": {"type": "topic", "name": "*"}, "operations": ["Describe"], **fields}
    return {"authorization": {"type": "simple", "acls": [rule]}}


@pytest.mark.parametrize(
    ("kind", "spec", "complaint"),
    [
        ("KafkaTopic", {**TOPIC, "partition": 6}, "'partition' was unexpected"),
        ("KafkaTopic", {**TOPIC, "replicas": "3"}, "'3' is not of type 'integer'"),
        ("KafkaUser", acl(operations=["READ"]), "'READ' is not one of"),
        ("KafkaUser", acl(operation="Read"), "'operation' was unexpected"),
        ("KafkaUser", {"authentication": {"type": "scram-sha-256"}}, "'scram-sha-256' is not one of"),
    ],
)
def test_an_invalid_object_is_reported(kind: str, spec: Manifest, complaint: str) -> None:
    one = {"apiVersion": "kafka.strimzi.io/v1", "kind": kind, "metadata": {"name": "a"}, "spec": spec}
    [message] = complaints(one)
    assert complaint in message
