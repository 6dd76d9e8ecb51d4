"""The columns of a register as data: one file a register, written by those who know it."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import msgspec

from samplan.reconciliation.agreement import read_toml
from samplan.reconciliation.refusal import Refused


class Unit(StrEnum):
    """What a row is: one participation in one intervention, one month of a person, or a person."""

    PARTICIPATION = "participation"
    MONTH = "month"
    PERSON = "person"


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The heading of each column, empty where the register has none."""

    number: str
    in_date: str = ""
    out_date: str = ""
    reason: str = ""
    intervention: str = ""
    month: str = ""
    sent_on: str = ""
    protected: str = ""
    status: str = ""

    def headings(self) -> list[str]:
        return [heading for heading in msgspec.structs.astuple(self) if heading]


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    register: str
    unit: Unit
    columns: Columns
    delimiter: str = ";"
    encoding: str = ""
    """Empty: UTF-8 if the file is, else Windows-1252."""
    sheet: str = ""
    """The sheet of a workbook. Empty: the first."""
    anonymous: str = ""
    """The form of a number that stands for an anonymous participant, as a regular expression."""
    protected: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    """The exit reasons that end a wrong registration (felregistrering)."""
    retained: tuple[str, ...] = ()
    """The statuses of studies with retained activity support: registered here, ended in a project."""
    reasons: dict[str, str] = {}
    """Each exit reason as it is written, and the code that the parties have agreed on."""

    def reason(self, text: str) -> str:
        """The agreed code, empty for none. Raises ValueError."""
        if text and text not in self.reasons:
            raise ValueError("an exit reason that is not in [reasons]")
        return self.reasons.get(text, "")


def read_mapping(file: Path) -> Mapping:
    """Raises Refused with what is wrong in the file."""
    mapping = read_toml(file, Mapping)
    try:
        re.compile(mapping.anonymous)
    except re.error as error:
        raise Refused(f"{file.name}: anonymous: {error}") from None
    if mapping.unit is Unit.MONTH and not mapping.columns.month:
        raise Refused(f"{file.name}: a register by month needs the column `month`")
    return mapping
