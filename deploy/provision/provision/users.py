"""Users who log in by name and password (SCRAM), each password in a separate file."""

from __future__ import annotations

import stat
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from confluent_kafka import KafkaException
from confluent_kafka.admin import (
    AdminClient,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)

SECONDS = 30
ITERATIONS = 8192
SHORTEST = 16

Mechanism = Literal["SCRAM-SHA-512", "SCRAM-SHA-256"]


class BadPassword(Exception):
    """A password file is missing, readable by others or too short. The message names the file."""


def read_passwords(folder: Path, principals: Sequence[str]) -> dict[str, str]:
    """Each principal's password, from the file with its name. Raises BadPassword."""
    return {principal: _read(folder / principal) for principal in principals}


def _read(file: Path) -> str:
    try:
        if file.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            raise BadPassword(f"{file}: readable or writable by all users")
        password = file.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise BadPassword(f"{file}: {error.strerror}") from None
    if len(password) < SHORTEST:
        raise BadPassword(f"{file}: shorter than {SHORTEST} characters")
    return password


def missing(admin: AdminClient, principals: Sequence[str], mechanism: Mechanism) -> list[str]:
    """The principals that cannot log in yet. Raises KafkaException."""
    there = {principal for principal in principals if _mechanism(mechanism) in _known(admin, principal)}
    return [principal for principal in principals if principal not in there]


def _known(admin: AdminClient, principal: str) -> Collection[ScramMechanism]:
    answers: Any = admin.describe_user_scram_credentials([principal], request_timeout=SECONDS)
    try:
        described = answers[principal].result(SECONDS)
    except KafkaException as error:
        if error.args[0].name() == "RESOURCE_NOT_FOUND":
            return ()
        raise
    return [info.mechanism for info in described.scram_credential_infos]


def apply(admin: AdminClient, passwords: Mapping[str, str], mechanism: Mechanism) -> None:
    """Set these principals' passwords, replacing earlier ones. Raises KafkaException."""
    info = ScramCredentialInfo(_mechanism(mechanism), ITERATIONS)
    wanted: list[Any] = [
        UserScramCredentialUpsertion(name, info, password.encode()) for name, password in passwords.items()
    ]
    if not wanted:
        return
    for answer in admin.alter_user_scram_credentials(wanted, request_timeout=SECONDS).values():
        answer.result(SECONDS)


def _mechanism(name: Mechanism) -> ScramMechanism:
    return ScramMechanism[name.replace("-", "_")]
