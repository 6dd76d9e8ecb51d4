"""Swedish first, English second: which language a page speaks, and its catalogue."""

from enum import StrEnum
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

TRANSLATIONS = Path(__file__).parent / "translations"


class Language(StrEnum):
    SV = "sv"
    EN = "en"

    @property
    def locale(self) -> str:
        """How numbers and dates are written."""
        return {Language.SV: "sv_SE", Language.EN: "en_GB"}[self]

    @property
    def own_name(self) -> str:
        return {Language.SV: "Svenska", Language.EN: "English"}[self]

    @property
    def other(self) -> "Language":
        return {Language.SV: Language.EN, Language.EN: Language.SV}[self]


@cache
def catalogue(language: Language) -> NullTranslations:
    """The translations of a language. The code is written in English, which has no catalogue."""
    if language is Language.EN:
        return NullTranslations()
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def preferred(accept_language: str) -> Language:
    """The language a browser asks for first among ours; Swedish when it asks for neither."""
    wishes = sorted((_wish(part) for part in accept_language.split(",")), key=lambda wish: -wish[1])
    for tag, quality in wishes:
        if quality > 0 and tag in tuple(Language):
            return Language(tag)
    return Language.SV


def _wish(part: str) -> tuple[str, float]:
    tag, _, parameter = part.strip().partition(";")
    _, _, quality = parameter.partition("q=")
    try:
        return tag.split("-")[0].lower(), float(quality or 1)
    except ValueError:
        return tag, 0
