"""Reads a file of trust: the topics, epochs and dates that an inbox believes (deploy/kafka/trusted.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec

from samplan.bus.kafka.trust import Trust, Trusted


class BadTrust(Exception):
    """The file cannot be read, or states something else than topics, epochs and dates."""


class _Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    epochs: frozenset[Annotated[str, msgspec.Meta(pattern="^[0-9a-z]{4,32}$")]] | None = None
    earliest: date | None = None


class _Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    earliest: date
    days_ahead: Annotated[int, msgspec.Meta(ge=0, le=31)]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    dates: _Dates
    topics: Mapping[str, _Topic]


def read_trust(file: Path) -> Trust:
    """The trust that a file states. Raises BadTrust."""
    try:
        stated = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _File)
    except OSError as error:
        raise BadTrust(f"{error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BadTrust(f"{error}") from None
    topics = {name: Trusted(epochs=one.epochs, earliest=one.earliest) for name, one in stated.topics.items()}
    return Trust(topics=topics, earliest=stated.dates.earliest, days_ahead=stated.dates.days_ahead)
