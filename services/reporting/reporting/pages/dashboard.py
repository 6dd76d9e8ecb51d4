"""What a page of one programme shows, in words."""

from dataclasses import dataclass
from datetime import date, datetime

from reporting.pages.language import Language
from reporting.pages.section import KeyFigure, Section
from reporting.programmes.listing import ProgrammeEntry


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    programme: str
    name: str
    as_of: date
    received_at: datetime | None
    is_live: bool
    """Exact and updated as events arrive, for those who are signed in. Otherwise final, and frozen."""
    key_figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class Unpublished:
    """In place of a dashboard, while the programme's figures are not published."""

    programme: str
    name: str


def name_of(programme: ProgrammeEntry, language: Language) -> str:
    return programme.name_sv if language is Language.SV else programme.name_en
