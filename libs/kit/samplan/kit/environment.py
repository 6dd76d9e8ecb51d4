"""Where Kafka is, and whom to believe, from the environment: the same variables as a service of Samplan."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar, get_args

from samplan.bus.kafka.access import Access, Mechanism, Protocol
from samplan.bus.kafka.trust import ANYTHING, Trust
from samplan.bus.kafka.trust_file import BadTrust, read_trust

EMBEDDED_BROKER = "127.0.0.1:19092"
Choice = TypeVar("Choice", bound=str)


class BadEnvironment(Exception):
    """A variable is missing or invalid; the message names the variable, never its value."""


def access_of(environment: Mapping[str, str] = os.environ) -> Access:
    """How to reach Kafka, and as whom. Raises BadEnvironment."""

    def file(name: str) -> Path | None:
        path = Path(environment[name]) if environment.get(name) else None
        if path is not None and not os.access(path, os.R_OK):
            raise BadEnvironment(f"{name}: no such file, or not readable")
        return path

    access = Access(
        bootstrap=environment.get("KAFKA_BOOTSTRAP_SERVERS", EMBEDDED_BROKER),
        protocol=_one_of(get_args(Protocol), environment, "KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"),
        mechanism=_one_of(get_args(Mechanism), environment, "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"),
        username=environment.get("KAFKA_SASL_USERNAME", ""),
        password_file=file("KAFKA_SASL_PASSWORD_FILE"),
        ca_file=file("KAFKA_SSL_CA_FILE"),
        certificate_file=file("KAFKA_SSL_CERTIFICATE_FILE"),
        key_file=file("KAFKA_SSL_KEY_FILE"),
    )
    if not access.bootstrap:
        raise BadEnvironment("KAFKA_BOOTSTRAP_SERVERS: is empty")
    if access.has_password and not (access.username and access.password_file):
        raise BadEnvironment("KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD_FILE: needed for this protocol")
    return access


def trust_of(environment: Mapping[str, str] = os.environ) -> Trust:
    """The topics, epochs and dates that TRUSTED_FILE names; in development, any. Raises BadEnvironment."""
    if name := environment.get("TRUSTED_FILE"):
        try:
            return read_trust(Path(name))
        except BadTrust as error:
            raise BadEnvironment(f"TRUSTED_FILE: {error}") from None
    if environment.get("DEVELOPMENT") != "on":
        raise BadEnvironment("TRUSTED_FILE: needed, unless DEVELOPMENT=on")
    return ANYTHING


def _one_of(
    choices: tuple[Choice, ...], environment: Mapping[str, str], name: str, default: Choice
) -> Choice:
    given = environment.get(name, default)
    for choice in choices:
        if choice == given:
            return choice
    raise BadEnvironment(f"{name}: is one of {', '.join(choices)}")
