"""A service's settings: environment variables with their defaults."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from chassis.settings.clock_file import ClockUnreadable, date_in
from chassis.settings.limits import LimitSettings
from samplan.bus.kafka.access import Access, Mechanism, Protocol
from samplan.bus.reading.full import MOST_PARKED
from samplan.bus.reading.lease import LEASE_SECONDS
from samplan.contracts.codes import Agency

EMBEDDED_BROKER = "127.0.0.1:19092"
FIXED = {"KAFKA_ACKS": "all", "TIME_ZONE": "Europe/Stockholm"}
"""Values that cannot be changed: an environment that sets another value is refused."""


def _known_database(url: str) -> str:
    if url and not url.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("starts with sqlite:/// or postgresql://")
    return url


def _readable(file: Path | None) -> Path | None:
    if file is not None and not os.access(file, os.R_OK):
        raise ValueError("no such file, or not readable")
    return file


def _secret(file: Path | None) -> Path | None:
    if _readable(file) and file and file.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        raise ValueError("readable or writable by everybody")
    return file


def _dated(file: Path | None) -> Path | None:
    if file is not None:
        try:
            date_in(file)
        except ClockUnreadable as error:
            raise ValueError(str(error)) from None
    return file


Port = Annotated[int, Field(ge=1, le=65535)]
"""A TCP port."""
Agencies = Annotated[
    tuple[Agency, ...],
    BeforeValidator(lambda given: given.split(",") if given else ()),
    BeforeValidator(lambda given: given if isinstance(given, str) else ",".join(given)),
]
"""Agencies, separated by commas."""
File = Annotated[Path | None, AfterValidator(_readable)]
SecretFile = Annotated[Path | None, AfterValidator(_secret)]
ClockFile = Annotated[Path | None, BeforeValidator(lambda given: given or None), AfterValidator(_dated)]


class KafkaSettings(BaseModel):
    """How to reach Kafka, and as which user. The default is the embedded broker, without a user."""

    model_config = ConfigDict(extra="ignore", frozen=True, validate_default=True)

    kafka_bootstrap_servers: str = EMBEDDED_BROKER
    kafka_security_protocol: Protocol = "PLAINTEXT"
    kafka_sasl_mechanism: Mechanism = "SCRAM-SHA-512"
    kafka_sasl_username: str = ""
    kafka_sasl_password_file: SecretFile = None
    kafka_ssl_ca_file: File = None
    kafka_ssl_key_file: SecretFile = None
    kafka_ssl_certificate_file: File = None

    @field_validator("kafka_sasl_username", "kafka_sasl_password_file")
    @classmethod
    def _is_there_for_sasl(cls, given: object, info: ValidationInfo) -> object:
        protocol = str(info.data.get("kafka_security_protocol", ""))
        if protocol.startswith("SASL") and not given:
            raise ValueError(f"needed with KAFKA_SECURITY_PROTOCOL={protocol}")
        return given

    @field_validator("kafka_ssl_certificate_file")
    @classmethod
    def _comes_with_its_key(cls, given: Path | None, info: ValidationInfo) -> Path | None:
        if bool(given) != bool(info.data.get("kafka_ssl_key_file")):
            raise ValueError("needed together with KAFKA_SSL_KEY_FILE")
        return given

    @property
    def kafka(self) -> Access:
        """The connection settings of a Kafka client."""
        return Access(
            bootstrap=self.kafka_bootstrap_servers,
            protocol=self.kafka_security_protocol,
            mechanism=self.kafka_sasl_mechanism,
            username=self.kafka_sasl_username,
            password_file=self.kafka_sasl_password_file,
            ca_file=self.kafka_ssl_ca_file,
            certificate_file=self.kafka_ssl_certificate_file,
            key_file=self.kafka_ssl_key_file,
        )


class Settings(KafkaSettings, LimitSettings):
    """The settings of every service. The defaults run it on SQLite and the embedded broker."""

    agency: Agency
    host: str = "127.0.0.1"
    port: Port
    metrics_port: Port | None = None
    """Where `/metrics` is answered; unset, nowhere."""
    data_dir: Path = Path(".samplan")
    database_url: Annotated[str, AfterValidator(_known_database)] = ""
    keys_url: Annotated[str, AfterValidator(_known_database)] = ""
    master_key_file: Path | None = None
    index_key_file: Path | None = None
    signing_keys_file: Path | None = None
    peer_keys_dir: Path | None = None
    """The public keys of the services whose statements this one verifies: `<agency>.<service>.json` each."""
    erasure_log: Path | None = None
    topic_replication: Annotated[int, Field(ge=1)] = 1
    topic_partitions: Annotated[int, Field(ge=1, le=1000)] = 6
    development: Literal["on", "off"] = "off"
    inbox_faults_in_a_row: Annotated[int, Field(ge=1, le=1000)] = 5
    """So many records in a row, of all or of one type, that the program fails on stop the inbox."""
    inbox_fault_window: Annotated[int, Field(ge=1, le=10_000)] = 20
    inbox_fault_share: Annotated[float, Field(gt=0, le=1)] = 0.5
    """This share of program faults among the last `inbox_fault_window` records stops the inbox, too."""
    most_parked: Annotated[int, Field(ge=1, le=1_000_000)] = MOST_PARKED
    """With so many parked records of one topic, its partitions with further ones stop."""
    trusted_file: File = None
    """The topics, epochs and dates that the inbox believes."""
    consent_lease_seconds: Annotated[float, Field(gt=0, le=LEASE_SECONDS)] = LEASE_SECONDS
    """How long others' records are disclosed after the last word of a consent service."""
    jwks_file: Path | None = None
    token_issuer: str = "samplan-development"  # noqa: S105  # a name, no secret
    programmes_dir: Path = Path("programmes")
    tick: Literal["daily", "off"] = "daily"
    clock_file: ClockFile = None
    """The business date of a landscape that replays earlier years. Unset: today in Stockholm."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    def store_url(self, service: str) -> str:
        """The database of the service's events and tables."""
        return self.database_url or f"sqlite:///{self.data_dir}/{self.agency}-{service}.sqlite3"

    def key_store_url(self, service: str) -> str:
        """The database of the persons' keys, separate from the events."""
        return self.keys_url or f"sqlite:///{self.data_dir}/{self.agency}-{service}-keys.sqlite3"

    def erasures_file(self, service: str) -> Path:
        """The log of erased persons, separate from the stores and their backups."""
        return self.erasure_log or self.data_dir / "erasures" / f"{self.agency}-{service}.log"

    @property
    def may_replay(self) -> bool:
        """Whether the business date may be another than today in Stockholm."""
        return self.is_development or self.clock_file is not None

    @property
    def is_development(self) -> bool:
        """Whether a development issuer may sign tokens and `tick --as-of` may move the business date."""
        return self.development == "on"


S = TypeVar("S", bound=KafkaSettings)


class BadConfiguration(Exception):
    """A setting is missing or invalid; the message names the setting, never its value."""


def load_settings(kind: type[S], **defaults: object) -> S:
    """Read the environment. Raises BadConfiguration, one line that names the setting.

    The names of variables have any case. A given default wins over the environment, and is validated like it.
    """
    environment = {name.lower(): value for name, value in os.environ.items()}
    for name, only in FIXED.items():
        if environment.get(name.lower(), only) != only:
            raise BadConfiguration(f"{name}: is always {only}")
    set_there = {name: environment[name] for name in kind.model_fields.keys() & environment.keys()}
    try:
        return kind.model_validate({**set_there, **defaults})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        raise BadConfiguration(f"{name}: {first['msg']}") from None
