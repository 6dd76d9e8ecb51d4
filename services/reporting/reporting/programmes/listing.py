"""Which programmes are there?"""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request

from chassis.http.dependencies import opened_of
from chassis.settings.programmes import Programmes
from reporting.answers.answer import Answer
from reporting.answers.example import LAST_DAY, PROGRAMME, START, in_json


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


EXAMPLE = ProgrammeList(
    programmes=(
        ProgrammeEntry(
            id=PROGRAMME,
            name_sv="Malmökraften 2.0",
            name_en="Malmökraften 2.0",
            runs_from=START,
            runs_until=LAST_DAY,
        ),
    )
)


router = APIRouter(prefix="/v1", tags=["published"])


@router.get("/programmes", summary="Insatser · Programmes", responses={200: in_json(EXAMPLE)})
def list_programmes(request: Request) -> ProgrammeList:
    return programme_list(opened_of(request).views.programmes)
