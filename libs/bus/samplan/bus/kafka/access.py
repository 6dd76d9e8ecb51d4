"""How a program connects to Kafka: address, authentication and trusted certificates."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Protocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
Mechanism = Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"]


@dataclass(frozen=True, kw_only=True)
class Access:
    """Connection settings of a client. Secrets stay in files, which are read again for each connection."""

    bootstrap: str
    protocol: Protocol = "PLAINTEXT"
    mechanism: Mechanism = "SCRAM-SHA-512"
    username: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None

    @property
    def has_password(self) -> bool:
        """Whether it authenticates with a user name and a password."""
        return self.protocol.startswith("SASL")

    @property
    def is_encrypted(self) -> bool:
        return self.protocol.endswith("SSL")

    def for_aiokafka(self) -> Mapping[str, Any]:
        """The arguments of an aiokafka client. Raises OSError when a file cannot be read."""
        arguments: dict[str, Any] = {"bootstrap_servers": self.bootstrap, "security_protocol": self.protocol}
        if self.has_password:
            arguments["sasl_mechanism"] = self.mechanism
            arguments["sasl_plain_username"] = self.username
            arguments["sasl_plain_password"] = self._password()
        if self.is_encrypted:
            arguments["ssl_context"] = self._ssl_context()
        return arguments

    def for_librdkafka(self) -> Mapping[str, str]:
        """The properties of a librdkafka client. Raises OSError when a file cannot be read."""
        properties = {"bootstrap.servers": self.bootstrap, "security.protocol": self.protocol}
        if self.has_password:
            properties["sasl.mechanism"] = self.mechanism
            properties["sasl.username"] = self.username
            properties["sasl.password"] = self._password()
        if self.is_encrypted:
            files = {"ca": self.ca_file, "certificate": self.certificate_file, "key": self.key_file}
            properties |= {f"ssl.{name}.location": str(file) for name, file in files.items() if file}
        return properties

    def _password(self) -> str:
        return self.password_file.read_text().rstrip("\r\n") if self.password_file else ""

    def _ssl_context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.ca_file)
        if self.certificate_file:
            context.load_cert_chain(self.certificate_file, self.key_file)
        return context
