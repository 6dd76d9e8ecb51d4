"""The business date of the services that are driven: a file that all of them read."""

from datetime import date, timedelta
from pathlib import Path

from chassis.settings.clock_file import date_in
from simulator.stories.days import LAST_DAY

A_DAY = timedelta(days=1)
WINDOW = timedelta(days=10)
"""Steps of so many days are driven side by side. Each consent outlives its last step by two windows."""


class Clock:
    """It never goes back while anything is pending: that would be judged by a date before it happened."""

    def __init__(self, file: Path | None = None) -> None:
        """`file`: the services' CLOCK_FILE; None where nobody reads one. Raises ClockUnreadable."""
        self._file = file
        self._today = date_in(file) if file is not None and file.exists() else date.min

    @property
    def today(self) -> date:
        return self._today

    def move_to(self, day: date) -> None:
        """Make the day the business date of every service, unless theirs is later."""
        if day > self._today:
            self._today = day
            if self._file is not None:
                _replace(self._file, f"{day}\n")

    def begin_on(self, day: date) -> None:
        """Make the day the business date where none is set yet."""
        if self._today == date.min:
            self.move_to(day)

    def set_back_to(self, day: date) -> None:
        """For programmes of earlier years. Only while nothing is pending: see the class."""
        self._today = date.min
        self.move_to(day)

    def open_window(self, first: date, at_latest: date = date.max) -> date:
        """Move to the last day of the window that begins with that step; a step of the past needs no move.

        No window begins or ends after `at_latest`.
        """
        if self._today < first <= at_latest:
            self.move_to(min(at_latest, max(first, min(first + WINDOW - A_DAY, LAST_DAY))))
        return self._today


def _replace(file: Path, content: str) -> None:
    """A reader sees the former date or this one, never a half-written file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.new")
    beside.write_text(content)
    beside.replace(file)
