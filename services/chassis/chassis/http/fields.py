"""Field types of request bodies: strict, with no coercion and no unknown members."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel

from chassis.decisions.clock import today

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_JOINED = re.compile("(?<=[\u0600-\u06ff])[\u200c\u200d](?=[\u0600-\u06ff])")
"""A joiner or its absence between two Arabic letters belongs to the spelling of a name."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing."""
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

T = TypeVar("T")

STORED = {"stored": True}
"""The context of `model_validate` for what an earlier version accepted: it is read as it was written."""


class StrictModel(BaseModel):
    """A request body or a part of one: camelCase names, exact types, no unknown members."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, alias_generator=to_camel, populate_by_name=True
    )


class View(BaseModel):
    """A response body: camelCase names."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


_LANGUAGES = frozenset(Path(__file__).with_name("languages.txt").read_text().split())
"""Language codes of ISO 639: the two letters where a language has them, else the three letters."""


def _existing(language: str) -> str:
    if language not in _LANGUAGES:
        raise ValueError("unknown_language")
    return language


def _iso_date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("not_a_date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("not_a_date") from None


def _already_happened(value: date) -> date:
    if value > today():
        raise ValueError("in_the_future")
    return value


def _iso_uuid(value: Any) -> UUID:
    if isinstance(value, UUID):
        return value
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise ValueError("not_an_id")
    return UUID(value)


def _some_text(value: str) -> str:
    if not value.strip():
        raise ValueError("only_white_space")
    return value


def _is_invisible(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) == "Cf"


def _one_line(value: str, asked: ValidationInfo) -> str:
    """Refuses what is not seen, and what a terminal or a printer would take as a command."""
    if asked.context == STORED:
        return value
    for character in _JOINED.sub("", value):
        if unicodedata.category(character) in {"Cc", "Zl", "Zp"}:
            raise ValueError("control_character")
        if _is_invisible(character):
            raise ValueError("invisible_character")
    return value


def _paragraphs(value: str, asked: ValidationInfo) -> str:
    """Refuses text in which nothing is seen, and control characters that end no line and part no words."""
    if asked.context == STORED:
        return value
    if any(unicodedata.category(character) == "Cc" and character not in "\t\r\n" for character in value):
        raise ValueError("control_character")
    if all(character.isspace() or _is_invisible(character) for character in value):
        raise ValueError("only_white_space")
    return value


_DATE_SCHEMA = WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})

LocalDate = Annotated[date, BeforeValidator(_iso_date), _DATE_SCHEMA]
"""A date in Sweden, as YYYY-MM-DD."""

PastDate = Annotated[date, BeforeValidator(_iso_date), AfterValidator(_already_happened), _DATE_SCHEMA]
"""A date on which something happened: today at the latest."""

Id = Annotated[UUID, BeforeValidator(_iso_uuid), WithJsonSchema({"type": "string", "format": "uuid"})]
"""A UUID in its lower-case form."""

Code = Annotated[T, Strict(strict=False)]
"""A code of a published list: `Code[Track]`."""

Line = Annotated[
    str, Field(min_length=1, max_length=200), AfterValidator(_some_text), AfterValidator(_one_line)
]
"""A line of visible text."""

Words = Annotated[
    str, Field(min_length=1, max_length=4000), AfterValidator(_some_text), AfterValidator(_paragraphs)
]
"""Text of some paragraphs."""

LanguageCode = Annotated[str, Field(pattern="^[a-z]{2,3}$", description="ISO 639"), AfterValidator(_existing)]
"""The code of an existing language."""
