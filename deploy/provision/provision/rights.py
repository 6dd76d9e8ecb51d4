"""Rights: compares the cluster with the files, and grants and revokes the difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
)

from provision.landscape import Landscape

SECONDS = 30
EVERY_TOPIC = "*"


class Right(NamedTuple):
    """One ACL of Kafka, by Kafka's names."""

    principal: str
    operation: str
    name: str
    kind: str = "TOPIC"
    pattern: str = "LITERAL"
    host: str = "*"
    permission: str = "ALLOW"

    def __str__(self) -> str:
        denied = "" if self.permission == "ALLOW" else f" ({self.permission.lower()})"
        beginning = "" if self.pattern == "LITERAL" else "..."
        of = "" if self.kind == "TOPIC" else f"{self.kind.lower()} "
        return f"{self.principal}: {self.operation.lower()} {of}{self.name}{beginning}{denied}"


@dataclass(frozen=True)
class Grant:
    right: Right

    def __str__(self) -> str:
        return f"+ {self.right}"


@dataclass(frozen=True)
class Revoke:
    right: Right

    def __str__(self) -> str:
        return f"- {self.right}"


Change = Grant | Revoke


def wanted_rights(landscape: Landscape) -> list[Right]:
    """Everything that the files grant."""
    rights = [Right(f"User:{principal}", "DESCRIBE", EVERY_TOPIC) for principal in landscape.principals]
    for topic in landscape.topics:
        rights.append(Right(f"User:{topic.owner}", "WRITE", topic.name))
        readers = (topic.owner, *landscape.readers.get(topic.name, ()))
        rights.extend(Right(f"User:{reader}", "READ", topic.name) for reader in readers)
    return rights


def plan(landscape: Landscape, present: Iterable[Right]) -> list[Change]:
    """The changes to make. A right to these topics or of these principals is in the files, or revoked."""
    wanted, there = wanted_rights(landscape), [right for right in present if _is_ours(right, landscape)]
    grants = [Grant(right) for right in wanted if right not in there]
    return [*grants, *(Revoke(right) for right in sorted(set(there) - set(wanted)))]


def present_rights(admin: AdminClient) -> list[Right]:
    """Every right in the cluster. Raises KafkaException."""
    anything: Any = None
    every = AclBindingFilter(
        ResourceType.ANY,
        anything,
        ResourcePatternType.ANY,
        anything,
        anything,
        AclOperation.ANY,
        AclPermissionType.ANY,
    )
    return [
        _right(binding) for binding in admin.describe_acls(every, request_timeout=SECONDS).result(SECONDS)
    ]


def apply(admin: AdminClient, changes: Sequence[Change]) -> None:
    """Grant first, then revoke, so that no wanted right is missing meanwhile. Raises KafkaException."""
    grants = [AclBinding(*_arguments(one.right)) for one in changes if isinstance(one, Grant)]
    for granted in (admin.create_acls(grants, request_timeout=SECONDS) if grants else {}).values():
        granted.result(SECONDS)
    revokes = [AclBindingFilter(*_arguments(one.right)) for one in changes if isinstance(one, Revoke)]
    for revoked in (admin.delete_acls(revokes, request_timeout=SECONDS) if revokes else {}).values():
        revoked.result(SECONDS)


def _is_ours(right: Right, landscape: Landscape) -> bool:
    to_a_topic = right.kind == "TOPIC" and right.name in {topic.name for topic in landscape.topics}
    return to_a_topic or right.principal.removeprefix("User:") in landscape.principals


def _arguments(right: Right) -> tuple[Any, ...]:
    """The arguments that a binding and a filter have in common."""
    return (
        ResourceType[right.kind],
        right.name,
        ResourcePatternType[right.pattern],
        right.principal,
        right.host,
        AclOperation[right.operation],
        AclPermissionType[right.permission],
    )


def _right(binding: Any) -> Right:
    return Right(
        principal=binding.principal,
        operation=binding.operation.name,
        name=binding.name,
        kind=binding.restype.name,
        pattern=binding.resource_pattern_type.name,
        host=binding.host,
        permission=binding.permission_type.name,
    )
