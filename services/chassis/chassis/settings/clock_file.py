"""The file that holds the business date of a landscape in which earlier years are replayed."""

from __future__ import annotations

from datetime import date
from pathlib import Path


class ClockUnreadable(OSError):
    """CLOCK_FILE cannot be read or holds no date: the business date is unknown, and never the real one."""


def date_in(file: Path) -> date:
    """The date in the file, as YYYY-MM-DD. Raises ClockUnreadable."""
    try:
        text = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise ClockUnreadable("no such file, or not readable") from None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # `fromisoformat` accepts other forms, too
        raise ClockUnreadable("holds no date as YYYY-MM-DD")
    return day
