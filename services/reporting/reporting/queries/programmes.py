"""Which programmes are there?"""

from __future__ import annotations

from datetime import date

from reporting.queries.answer import Answer


class ProgrammeEntry(Answer):
    id: str
    name_sv: str
    name_en: str
    runs_from: date
    runs_until: date | None


class ProgrammeList(Answer):
    programmes: tuple[ProgrammeEntry, ...]
