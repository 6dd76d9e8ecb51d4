"""The words of a paper in one language, and the Swedish ones beside a translation that is not reviewed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from babel.dates import format_date
from babel.numbers import format_decimal

from consent.papers.wording.languages import Direction, Sentences, sentences_in
from samplan.contracts.agency_names import agency_name
from samplan.contracts.codes import Agency
from samplan.contracts.codes.languages import ParticipantLanguage

Value = str | int | date


@dataclass(frozen=True)
class Text:
    """Words in one language. `swedish` is empty where the words are Swedish, a name, or reviewed."""

    words: str
    language: str
    direction: Direction
    swedish: str = ""


@dataclass(frozen=True)
class Wording:
    """The sentences of a language, and the Swedish ones that they translate."""

    own: Sentences
    swedish: Sentences

    @classmethod
    def of(cls, language: ParticipantLanguage) -> "Wording":
        return cls(sentences_in(language), sentences_in(ParticipantLanguage.SV))

    @property
    def is_translated(self) -> bool:
        return self.own.language != self.swedish.language

    def say(self, key: str, **values: Value) -> Text:
        """Raises KeyError for a sentence, or a value of a sentence, that does not exist."""
        source = self.swedish.sentences[key].text
        sentence = self.own.sentences[key]
        is_reviewed = not self.is_translated or sentence.reviewed_against == source
        return Text(
            _filled(sentence.text, values, self.own.locale),
            self.own.language,
            self.own.direction,
            "" if is_reviewed else _filled(source, values, self.swedish.locale),
        )

    def code(self, kind: str, code: str) -> Text:
        """The words for a code of a published event; the code itself if it is newer than this service."""
        key = f"{kind}_{code.replace('.', '_')}"
        return self.say(key) if key in self.swedish.sentences else self.as_given(code)

    def day(self, day: date) -> Text:
        return Text(_written(day, self.own.locale), self.own.language, self.own.direction)

    def number(self, number: UUID) -> Text:
        """An id reads from left to right in every language."""
        return Text(str(number), self.own.language, Direction.LTR)

    def as_given(self, words: str) -> Text:
        """What the caller has written: in Swedish letters, whatever the language of the paper."""
        return Text(words, self.swedish.language, self.swedish.direction)

    def agency(self, agency: Agency) -> Text:
        return self.as_given(agency_name(agency))


def _filled(text: str, values: dict[str, Value], locale: str) -> str:
    return text.format_map({name: _written(value, locale) for name, value in values.items()})


def _written(value: Value, locale: str) -> str:
    match value:
        case date():
            return format_date(value, format="long", locale=locale)
        case int():
            return format_decimal(value, locale=locale)
        case str():
            return value
