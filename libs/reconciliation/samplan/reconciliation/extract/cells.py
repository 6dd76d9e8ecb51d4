"""Dates, months and personal numbers as they are written in Swedish registers."""

from __future__ import annotations

import re
from datetime import date, timedelta

from samplan.privacy.personnummer import Personnummer

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
FIRST_OF_EXCEL = date(1899, 12, 30)

YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-./ ]?(?P<month>\d{2})[-./ ]?(?P<day>\d{2})(?:[T ]\d{2}:\d{2}.*)?")
SHORT_YEAR_FIRST = re.compile(r"(?P<year>\d{2})-?(?P<month>\d{2})-?(?P<day>\d{2})")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[-./ ]+(?P<year>\d{4}|\d{2})")
DAY_IN_WORDS = re.compile(r"(?:den )?(?P<day>\d{1,2})(?::?e)? (?P<month>[a-z]{3})[a-z]*\.? (?P<year>\d{4})")
DATES = (YEAR_FIRST, SHORT_YEAR_FIRST, DAY_FIRST, DAY_IN_WORDS)
EXCEL_DAY = re.compile(r"[3-5]\d{4}")

MONTH = re.compile(r"(?P<year>\d{4})[-./ mM]?(?P<month>\d{2})")
MONTH_IN_WORDS = re.compile(r"(?P<month>[a-z]{3})[a-z]*\.? (?P<year>\d{4})")


def read_day(cell: str) -> date | None:
    """The day, or None for an empty cell. Raises ValueError."""
    text = tidy(cell).lower()
    if not text:
        return None
    if EXCEL_DAY.fullmatch(text):
        return FIRST_OF_EXCEL + timedelta(int(text))
    for form in DATES:
        if match := form.fullmatch(text):
            return date(_year(match["year"]), _month(match["month"]), int(match["day"]))
    raise ValueError("no date")


def read_month(cell: str) -> date | None:
    """The first day of the month, or None for an empty cell. Raises ValueError."""
    text = tidy(cell).lower()
    for form in (MONTH, MONTH_IN_WORDS):
        if match := form.fullmatch(text):
            return date(int(match["year"]), _month(match["month"]), 1)
    day = read_day(text)
    return day and day.replace(day=1)


def read_number(cell: str, on: date) -> Personnummer:
    """Twelve or ten digits, with or without hyphen. Raises NotAPersonnummer, a ValueError without the text.

    Ten digits are of a person under a hundred years on that day, unless a plus stands between them.
    """
    text = tidy(cell).replace(" ", "")
    if match := re.fullmatch(r"(\d{6})-?(\d{4})", text):
        text = _century(match[1], on) + match[1] + match[2]
    return Personnummer.parse(text, on=on)


def tidy(cell: str) -> str:
    """Without the spaces, dashes and decimals that spreadsheets add."""
    text = re.sub(r"[\s\u00a0]+", " ", cell).strip().lstrip("'")
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    return re.sub(r"(?<=\d{5})[.,]0+$", "", text)


def is_month_end(day: date) -> bool:
    return (day + timedelta(1)).month != day.month


def _century(birth: str, on: date) -> str:
    latest = on.year - (on.year - int(birth[:2])) % 100
    return str(latest if latest < on.year or birth[2:] <= f"{on:%m%d}" else latest - 100)[:2]


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.index(text) + 1
