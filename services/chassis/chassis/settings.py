"""What tells one running service from another: environment variables, and a default for each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from contracts.codes import Agency

EMBEDDED_BROKER = "127.0.0.1:19092"


def _known_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("unknown time zone") from error
    return name


def _known_database(url: str) -> str:
    if url and not url.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("starts with sqlite:/// or postgresql://")
    return url


Port = Annotated[int, Field(ge=1, le=65535)]
"""A TCP port."""


class Settings(BaseSettings):
    """The settings of every service. Unset, it runs on SQLite and the embedded broker."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    agency: Agency
    host: str = "127.0.0.1"
    port: Port
    data_dir: Path = Path(".samplan")
    database_url: Annotated[str, AfterValidator(_known_database)] = ""
    keys_url: Annotated[str, AfterValidator(_known_database)] = ""
    master_key_file: Path | None = None
    index_key_file: Path | None = None
    kafka_bootstrap_servers: str = EMBEDDED_BROKER
    kafka_acks: Literal["all"] = "all"
    topic_replication: Annotated[int, Field(ge=1)] = 1
    topic_partitions: Annotated[int, Field(ge=1, le=1000)] = 6
    jwks_file: Path | None = None
    token_issuer: str = "samplan-development"  # noqa: S105  # a name, no secret
    programmes_dir: Path = Path("programmes")
    time_zone: Annotated[str, AfterValidator(_known_time_zone)] = "Europe/Stockholm"
    tick: Literal["daily", "off"] = "daily"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    def store_url(self, service: str) -> str:
        """Where this service keeps its events and tables."""
        return self.database_url or f"sqlite:///{self.data_dir}/{self.agency}-{service}.sqlite3"

    def key_store_url(self, service: str) -> str:
        """Where this service keeps the keys of persons, apart from its events."""
        return self.keys_url or f"sqlite:///{self.data_dir}/{self.agency}-{service}-keys.sqlite3"

    def issuer_keys(self) -> Path:
        """The public keys that callers' tokens are checked with."""
        return self.jwks_file or self.data_dir / "jwks.json"


class BadConfiguration(Exception):
    """A setting is missing or impossible; the message names it and never its value."""


def load_settings(kind: type[Settings], **defaults: object) -> Settings:
    """Read the environment. Raises BadConfiguration with one line that names the setting."""
    try:
        return kind(**defaults)  # type: ignore[arg-type]  # the defaults are validated like any setting
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        raise BadConfiguration(f"{name}: {first['msg']}") from None
