"""Which programmes are there?"""

from __future__ import annotations

from datetime import date

from chassis.settings.programmes import Programmes
from reporting.answers.answer import Answer


class ProgrammeEntry(Answer):
    id: str
    name_sv: str
    name_en: str
    runs_from: date
    runs_until: date | None


class ProgrammeList(Answer):
    programmes: tuple[ProgrammeEntry, ...]


def programme_list(programmes: Programmes) -> ProgrammeList:
    entries = (
        ProgrammeEntry(
            id=programme.id,
            name_sv=programme.head.name["sv"],
            name_en=programme.head.name["en"],
            runs_from=programme.head.runs_from,
            runs_until=programme.head.runs_until,
        )
        for programme in programmes.values()
    )
    return ProgrammeList(programmes=tuple(entries))
