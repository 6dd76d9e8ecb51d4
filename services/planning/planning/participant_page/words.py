"""Every word of the page: one file for each language in `sentences/`. Nothing is translated at run time."""

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date

SENTENCES = Path(__file__).parent / "sentences"


class PageLanguage(StrEnum):
    SV = "sv"
    EN = "en"


class Words:
    """Of one language. Agencies have the same name in all."""

    def __init__(self, language: PageLanguage) -> None:
        self.language = language
        self._words = _read(language)
        self._agencies = _read("agencies")

    def say(self, name: str) -> str:
        return str(self._words["page"][name])

    def code(self, of: str, value: str) -> str:
        """The word for a code, for instance of an activity's kind."""
        return str(self._words[of][value])

    def agency(self, agency: str) -> str:
        return str(self._agencies[agency])

    def day(self, day: date) -> str:
        return format_date(day, format="long", locale=self.language.value)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((SENTENCES / f"{name}.toml").read_text(encoding="utf-8"))
