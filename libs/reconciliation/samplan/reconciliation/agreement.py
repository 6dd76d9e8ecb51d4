"""The agreement: what two registers compare, of how many people at most, and on which legal ground.

All parties have the same file. It is written before the first comparison, and its digest is in every message.
"""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from samplan.reconciliation.refusal import Refused

Read = TypeVar("Read", bound=msgspec.Struct)


class Column(StrEnum):
    """What is compared, beside whether a person is in both registers."""

    ENDED = "ended"
    IN_DATE = "in_date"
    OUT_DATE = "out_date"
    REASON = "reason"
    TIMES = "times"
    ANONYMOUS = "anonymous"


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    agency: str
    names_missing: str = ""
    """The legal ground on which the other party names to this register whom it lacks. Empty: only counted."""


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    registers: tuple[str, str]
    columns: tuple[Column, ...]
    people: int
    ended: int = 0
    anonymous: int = 0
    ended_means: str = "participation"
    """`status` where one of the registers has no participations, but a status by day, as AIS."""


class Agreement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    programme: str
    first_day: date
    last_day: date
    legal_ground: str
    registers: dict[str, Party]
    pairs: tuple[Pair, ...]
    window_days: int = 7
    anonymous_days: int = 3

    def pair(self, own: str, other: str) -> Pair:
        """What these two compare. Raises Refused where nothing is agreed between them."""
        for pair in self.pairs:
            if set(pair.registers) == {own, other} and own != other:
                return pair
        raise Refused(f"the agreement {self.id} has no pair of {own} and {other}")

    @property
    def digest(self) -> str:
        """The same for all who have the same agreement, however their files are laid out."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def read_agreement(file: Path) -> Agreement:
    """Raises Refused with what is wrong in the file."""
    agreement = read_toml(file, Agreement)
    for pair in agreement.pairs:
        if unknown := [name for name in pair.registers if name not in agreement.registers]:
            raise Refused(f"{file.name}: a pair names {unknown[0]}, which is not in [registers]")
    if not agreement.legal_ground.strip():
        raise Refused(f"{file.name}: legal_ground is empty: state the ground on which registers are compared")
    return agreement


def read_toml(file: Path, kind: type[Read]) -> Read:
    """Raises Refused."""
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), kind)
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise Refused(f"{file.name}: {error}") from None
