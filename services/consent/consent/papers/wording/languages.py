"""The languages of the papers: one file for each in `sentences/`. Nothing is translated at run time."""

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from samplan.contracts.codes.languages import ParticipantLanguage

SENTENCES = Path(__file__).parent / "sentences"


class Direction(StrEnum):
    LTR = "ltr"
    RTL = "rtl"


class Sentence(BaseModel):
    """A translation. `reviewed_against` is the Swedish sentence that the reviewer compared it with.

    A review ends when the Swedish sentence changes.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    text: str
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    reviewed_against: str | None = None

    @model_validator(mode="after")
    def _has_a_whole_mark_or_none(self) -> Self:
        if len({one is None for one in (self.reviewed_by, self.reviewed_on, self.reviewed_against)}) > 1:
            raise ValueError("a reviewer's mark has a name, a date and the Swedish sentence")
        return self


class Sentences(BaseModel):
    """One language's file. `locale` says how dates and numbers are written."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    language: str
    locale: str
    direction: Direction
    own_name: str
    sentences: dict[str, Sentence]


@cache
def sentences_in(language: ParticipantLanguage) -> Sentences:
    with (SENTENCES / f"{language}.toml").open("rb") as file:
        return Sentences.model_validate(tomllib.load(file), strict=False)
