"""Every word of a page: one file for each language in its `sentences/`, and in those that all pages share."""

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


LOCALES = {PageLanguage.SV: "sv_SE", PageLanguage.EN: "en_GB"}


class Words:
    """Of one page in one language. Agencies have the same name in all. Nothing is translated at run time."""

    def __init__(self, language: PageLanguage, page: Path) -> None:
        """`page`: the folder of the page."""
        self.language = language
        self._words = _read(SENTENCES / f"{language}.toml") | _read(page / "sentences" / f"{language}.toml")
        self._agencies = _read(SENTENCES / "agencies.toml")

    def say(self, name: str) -> str:
        return str(self._words["page"][name])

    def code(self, of: str, value: str, unknown: str | None = None) -> str:
        """The word for a code, for instance of an activity's kind; `unknown` for one without a word."""
        words = self._words[of]
        return str(words[value] if unknown is None else words.get(value, unknown))

    def agency(self, agency: str) -> str:
        return str(self._agencies[agency])

    def day(self, day: date) -> str:
        return format_date(day, format="long", locale=LOCALES[self.language])


@cache
def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
