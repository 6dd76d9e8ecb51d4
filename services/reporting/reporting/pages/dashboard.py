"""What a page of one programme shows, in words."""

from dataclasses import dataclass
from datetime import date, datetime

from reporting.moments import NOW, Moment
from reporting.pages.language import Language
from reporting.pages.section import KeyFigure, Section
from reporting.programmes.listing import ProgrammeEntry


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    programme: str
    name: str
    as_of: date
    received_at: datetime | None
    known_on: date | None  # the day on which the last event was heard
    is_exact: bool
    """For those who are signed in. Otherwise final, and frozen."""
    moment: Moment = NOW
    key_figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]

    @property
    def is_live(self) -> bool:
        """Updated as events arrive."""
        return self.is_exact and not self.is_past

    @property
    def is_past(self) -> bool:
        return self.moment != NOW


@dataclass(frozen=True, kw_only=True)
class Unpublished:
    """In place of a dashboard, while the programme's figures are not published."""

    programme: str
    name: str


class ForInsiders(Exception):
    """A moment, or a part, of exact figures is asked for without the right to see them."""


def name_of(programme: ProgrammeEntry, language: Language) -> str:
    return programme.name_sv if language is Language.SV else programme.name_en
