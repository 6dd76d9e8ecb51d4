"""Every word of a page: one file for each language in its `sentences/`, and in those that all pages share."""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date

from samplan.contracts.agency_names import agency_name
from samplan.contracts.codes import Agency
from samplan.contracts.codes.languages import ParticipantLanguage

SENTENCES = Path(__file__).parent / "sentences"


class PageLanguage(StrEnum):
    SV = "sv"
    EN = "en"


Language = PageLanguage | ParticipantLanguage
REVIEWED = "reviewed"
"""A table of a file: the Swedish word that a reviewer compared, by its place (`page.title`)."""


class Words:
    """Of one page in one language. Nothing is translated at run time."""

    def __init__(self, language: Language, page: Path) -> None:
        """`page`: the folder of the page."""
        self.language = language
        self._page = page
        files = SENTENCES / f"{language}.toml", page / "sentences" / f"{language}.toml"
        self._words = _read(files[0]) | _read(files[1])
        self._reviewed: dict[str, str] = {}
        for file in files:
            self._reviewed |= _read(file).get(REVIEWED, {})

    @property
    def direction(self) -> str:
        return self.about("direction")

    @property
    def comma(self) -> str:
        """The one of its script: those that are written from the right have their own."""
        return "، " if self.direction == "rtl" else ", "

    @property
    def swedish(self) -> Words | None:
        """The original, which stands beside a translation until each of its words is reviewed."""
        original = Words(PageLanguage.SV, self._page)
        is_reviewed = all(self._reviewed.get(place) == word for place, word in original.words().items())
        return None if self.language == PageLanguage.SV or is_reviewed else original

    def words(self) -> dict[str, str]:
        """Each word by its place."""
        tables = {of: words for of, words in self._words.items() if of not in {"about", REVIEWED}}
        return {f"{of}.{name}": word for of, words in tables.items() for name, word in words.items()}

    def about(self, name: str) -> str:
        """What the language's file says of the language."""
        return str(self._words["about"][name])

    def say(self, name: str) -> str:
        return str(self._words["page"][name])

    def code(self, of: str, value: str, unknown: str | None = None) -> str:
        """The word for a code, for instance of an activity's kind; `unknown` for one without a word."""
        words = self._words[of]
        return str(words[value] if unknown is None else words.get(value, unknown))

    def agency(self, agency: str) -> str:
        return agency_name(Agency(agency))

    def day(self, day: date) -> str:
        return format_date(day, format="long", locale=self.about("locale"))


@cache
def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
