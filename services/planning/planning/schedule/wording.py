"""The words of a schedule in a participant's language. Nothing is translated at run time."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.dates import format_date
from pydantic import BaseModel, ConfigDict

from planning.schedule.schedule import Entry, Kind
from samplan.contracts.codes.languages import ParticipantLanguage

WORDS = Path(__file__).parent / "words.toml"


class Words(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    locale: str
    direction: str
    reviewed: bool
    schedule: str
    session: str
    placement: str
    day_off: str
    cancelled: str
    day: str
    time: str
    what: str


@dataclass(frozen=True)
class Said:
    """`swedish`: the same in Swedish, where the translation is not reviewed."""

    words: str
    swedish: str | None


@dataclass(frozen=True)
class Wording:
    language: ParticipantLanguage
    own: Words
    in_swedish: Words

    @classmethod
    def of(cls, language: ParticipantLanguage) -> "Wording":
        return cls(language, _all()[language], _all()[ParticipantLanguage.SV])

    def say(self, name: str) -> Said:
        return self._both(getattr(self.own, name), getattr(self.in_swedish, name))

    def what(self, entry: Entry) -> Said:
        return self._both(_what(entry, self.own), _what(entry, self.in_swedish))

    def days(self, entry: Entry) -> str:
        days = [format_date(day, "full", locale=self.own.locale) for day in (entry.first, entry.last)]
        return " – ".join(dict.fromkeys(days))

    def _both(self, own: str, swedish: str) -> Said:
        return Said(own, None if self.own.reviewed else swedish)


def _what(entry: Entry, words: Words) -> str:
    match entry.kind:
        case Kind.SESSION:
            return f"{words.session} · {words.cancelled}" if entry.is_cancelled else words.session
        case Kind.PLACEMENT:
            return words.placement.format(period=entry.period)
        case Kind.DAY_OFF:
            return f"{words.day_off} · {entry.holiday}"


@cache
def _all() -> dict[ParticipantLanguage, Words]:
    with WORDS.open("rb") as file:
        found = tomllib.load(file)
    return {language: Words.model_validate(found[language]) for language in ParticipantLanguage}
