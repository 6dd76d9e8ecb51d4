"""How did women and men leave, to what and when?"""

from __future__ import annotations

from datetime import date

from reporting.queries.answer import Answer, BySex, Definition, ShareBySex


class Outcome(Answer):
    """One indicator: by the definition in force on the day of each exit, and by each version of it alone."""

    indicator: str  # to_work, to_studies, to_work_or_studies
    people: BySex
    of_starters: ShareBySex
    of_completed: ShareBySex
    definitions: tuple[Definition, ...]
    by_version: tuple[tuple[int, BySex], ...]


class ExitClassRow(Answer):
    exit_class: str
    people: BySex


class ExitMonth(Answer):
    month: date  # its first day
    counted: BySex  # to work or studies
    other: BySex


class Gap(Answer):
    """Women's share minus men's, in percentage points, with the half width of its 95 % interval (Wald)."""

    indicator: str
    points: float
    margin: float


class ExitsBySex(Answer):
    programme: str
    starters: BySex
    completed: BySex
    outcomes: tuple[Outcome, ...]
    classes: tuple[ExitClassRow, ...]
    months: tuple[ExitMonth, ...]
    gaps: tuple[Gap, ...]
