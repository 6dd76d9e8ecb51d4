"""How many take part in an agency's own activity without consent: by year and sex, of no programme (C-02)."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter

from reporting.answers.answer import Answer, BySex
from reporting.answers.example import by_sex, in_json
from reporting.dependencies import Reader, SignedIn
from reporting.rows.anonymous_counts import by_year
from samplan.bus.store.transactions import Database


class Year(Answer):
    year: int
    people: BySex  # each is 0 or at least five: fewer are never counted


class AnonymousParticipation(Answer):
    years: tuple[Year, ...]


EXAMPLE = AnonymousParticipation(years=(Year(year=2021, people=by_sex((41, 37, 78))),))


def anonymous_participation(database: Database) -> AnonymousParticipation:
    with database.reading() as tx:
        rows = by_year(tx)
    years = groupby(rows, key=lambda row: int(row["year"]))
    return AnonymousParticipation(
        years=tuple(
            Year(year=year, people=_by_sex({row["sex"]: row["people"] for row in found}))
            for year, found in years
        )
    )


def _by_sex(people: dict[str, int]) -> BySex:
    return BySex(women=people.get("woman", 0), men=people.get("man", 0), total=sum(people.values()))


router = APIRouter(prefix="/v1/internal", tags=["internal"])


@router.get(
    "/anonymous-participation",
    summary="Anonymt deltagande · Who takes part without consent, counted by year and sex",
    responses={200: in_json(EXAMPLE)},
)
def show_anonymous_participation(database: Reader, _: SignedIn) -> AnonymousParticipation:
    return anonymous_participation(database)
