"""A Swedish personal identity number: parsed once at the edge, masked in every text form.

Rules: Skatteverket, "Personnummer" (SKV 704) and "Samordningsnummer" (SKV 707).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, Self

COORDINATION_DAY = 60
CENTURIES = ("18", "19", "20")
ORGANISATION_MONTH = 20


class Fault(StrEnum):
    """Why a text is not a personnummer. Public codes, which never contain the text."""

    SURROUNDING_WHITESPACE = "surrounding_whitespace"
    NON_ASCII_DIGITS = "non_ascii_digits"
    NOT_A_PERSONNUMMER = "not_a_personnummer"
    ORGANISATION_NUMBER = "organisation_number"
    RESERVE_NUMBER = "reserve_number"
    NO_CENTURY = "no_century"
    WRONG_SEPARATOR = "wrong_separator"
    IMPOSSIBLE_DATE = "impossible_date"
    FUTURE_DATE = "future_date"
    SERIAL_ZERO = "serial_zero"
    CHECKSUM = "checksum"


class NotAPersonnummer(ValueError):
    """The text is refused; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True, repr=False)
class Personnummer:
    """A personnummer or samordningsnummer in its canonical twelve digits."""

    digits: str = field(repr=False)

    @classmethod
    def parse(cls, text: str, *, on: date) -> Self:
        """Read `YYYYMMDD-NNNN` (hyphen optional) or `YYMMDD+NNNN` as of the day `on`.

        Raises `NotAPersonnummer` with a `Fault`; the text itself is in no message.
        """
        _refuse_other_texts(text)
        digits = _twelve_digits(text, on)
        _refuse_impossible(digits, on)
        return cls(digits)

    def __repr__(self) -> str:
        return "Personnummer(************)"

    __str__ = __repr__

    @property
    def is_coordination_number(self) -> bool:
        """Whether this is a samordningsnummer (day of birth plus 60)."""
        return int(self.digits[6:8]) >= COORDINATION_DAY

    @property
    def born_between(self) -> tuple[date, date]:
        """The first and last possible day of birth: they differ if a samordningsnummer leaves it open."""
        return _birth_span(self.digits)

    @property
    def born(self) -> date | None:
        """The day of birth, or None if a samordningsnummer leaves it open (month 00, day 60)."""
        earliest, latest = self.born_between
        return earliest if earliest == latest else None

    @property
    def legal_sex(self) -> Literal["woman", "man"]:
        """The legal sex, from the parity of the third digit of the birth number."""
        return "man" if int(self.digits[10]) % 2 else "woman"


def _refuse_other_texts(text: str) -> None:
    if text != text.strip():
        raise NotAPersonnummer(Fault.SURROUNDING_WHITESPACE)
    if any(sign.isdigit() and not sign.isascii() for sign in text):
        raise NotAPersonnummer(Fault.NON_ASCII_DIGITS)
    bare = text.replace("-", "").replace("+", "")
    if re.fullmatch(r"(?:22|99)[0-9]{10}|[0-9]{8}(?=[0-9]*[A-Z])[0-9A-Z]{4}", bare):
        raise NotAPersonnummer(Fault.RESERVE_NUMBER)
    if re.fullmatch(r"(?:16)?[0-9]{10}", bare) and int(bare[-8:-6]) >= ORGANISATION_MONTH:
        raise NotAPersonnummer(Fault.ORGANISATION_NUMBER)


def _twelve_digits(text: str, on: date) -> str:
    shape = re.fullmatch(r"([0-9]{2})?([0-9]{6})([-+]?)([0-9]{4})", text)
    if shape is None:
        raise NotAPersonnummer(Fault.NOT_A_PERSONNUMMER)
    century, birth, separator, number = shape.groups()
    if century is None:
        if separator != "+":
            raise NotAPersonnummer(Fault.NO_CENTURY)
        century = _century_of_a_hundred_years_or_more(birth, on)
    elif separator == "+" and on.year - int(century + birth[:2]) < 100:
        raise NotAPersonnummer(Fault.WRONG_SEPARATOR)
    return f"{century}{birth}{number}"


def _century_of_a_hundred_years_or_more(birth: str, on: date) -> str:
    latest = on.year - 100
    return str(latest - (latest - int(birth[:2])) % 100)[:2]


def _refuse_impossible(digits: str, on: date) -> None:
    if digits[:2] not in CENTURIES:
        raise NotAPersonnummer(Fault.IMPOSSIBLE_DATE)
    earliest, _ = _birth_span(digits)
    if earliest > on:
        raise NotAPersonnummer(Fault.FUTURE_DATE)
    if digits[8:11] == "000":
        raise NotAPersonnummer(Fault.SERIAL_ZERO)
    if _luhn(digits[2:]) != 0:
        raise NotAPersonnummer(Fault.CHECKSUM)


def _birth_span(digits: str) -> tuple[date, date]:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    coordination = day >= COORDINATION_DAY
    day -= COORDINATION_DAY if coordination else 0
    open_month, open_day = coordination and month == 0, coordination and day == 0
    try:
        first, last = (1, 12) if open_month else (month, month)
        if open_day:
            return date(year, first, 1), date(year, last, monthrange(year, last)[1])
        return date(year, first, day), date(year, last, day)
    except (ValueError, IndexError):
        # `from None`: the library's message would contain a part of the number.
        raise NotAPersonnummer(Fault.IMPOSSIBLE_DATE) from None


def _luhn(ten_digits: str) -> int:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten_digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10
