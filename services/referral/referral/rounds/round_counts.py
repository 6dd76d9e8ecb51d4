"""How many referrals did each round bring to each programme, and how far have they come (R-10)?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Annotated, Any

from fastapi import Path
from pydantic import ConfigDict

from chassis.http.dependencies import Store, TheSettings
from chassis.http.fields import Id, View
from chassis.http.paging import Limit, Page
from chassis.http.problems import Problem
from referral.access import Reader
from referral.case.step import Step
from referral.register.table import STEPS
from referral.rounds.round_view import ROUND, RoundView

_COUNTS = f"""
SELECT held.round_id, held.method, held.held_on, c.programme, c.step, COUNT(*) AS referrals
FROM (
    SELECT round_id, method, held_on FROM intake_rounds
    WHERE (agency = :agency OR :agency = :keeper) AND (:round_id = '' OR round_id = :round_id)
    ORDER BY held_on DESC, round_id LIMIT :limit OFFSET :offset) AS held
JOIN round_referrals r ON r.round_id = held.round_id
JOIN ({STEPS}) AS c ON c.referral_id = r.referral_id
GROUP BY held.round_id, held.method, held.held_on, c.programme, c.step
ORDER BY held.held_on DESC, held.round_id, c.programme, c.step"""  # noqa: S608  # a constant of our own


RoundId = Annotated[Id, Path(alias="roundId")]
COUNTS: dict[str, Any] = {
    "programme": "malmokraften",
    "referrals": 120,
    "steps": {"submitted": 20, "enrolled": 100},
}


class ProgrammeCounts(View):
    """A round's referrals to one programme, by the step that each is at now."""

    model_config = ConfigDict(json_schema_extra={"examples": [COUNTS]})

    programme: str
    referrals: int
    steps: Mapping[Step, int]


class RoundCounts(RoundView):
    model_config = ConfigDict(json_schema_extra={"examples": [{**ROUND, "programmes": [COUNTS]}]})

    programmes: Sequence[ProgrammeCounts]


def list_rounds(
    caller: Reader, store: Store, settings: TheSettings, limit: Limit = 20, page: Page = 1
) -> list[RoundCounts]:
    """The last one first: the calling agency's own, for the keeper all."""
    asked = {"agency": caller.agency.value, "keeper": settings.agency.value, "round_id": "", "limit": limit}
    return list(_rounds(store.query(_COUNTS, {**asked, "offset": (page - 1) * limit})))


def show_round(round_id: RoundId, caller: Reader, store: Store, settings: TheSettings) -> RoundCounts:
    asked = {"agency": caller.agency.value, "keeper": settings.agency.value, "limit": 1, "offset": 0}
    found = list(_rounds(store.query(_COUNTS, {**asked, "round_id": str(round_id)})))
    if not found:
        raise Problem(404, "not_found")
    return found[0]


def _rounds(rows: Sequence[Mapping[str, Any]]) -> Iterator[RoundCounts]:
    for (round_id, method, held_on), of_round in groupby(
        rows, lambda row: (row["round_id"], row["method"], row["held_on"])
    ):
        programmes = list(_programmes(of_round))
        yield RoundCounts(
            round_id=round_id,
            method=method,
            held_on=held_on,
            referrals=sum(one.referrals for one in programmes),
            programmes=programmes,
        )


def _programmes(rows: Iterator[Mapping[str, Any]]) -> Iterator[ProgrammeCounts]:
    for programme, of_programme in groupby(rows, lambda row: row["programme"]):
        steps = {Step(row["step"]): row["referrals"] for row in of_programme}
        yield ProgrammeCounts(programme=programme, referrals=sum(steps.values()), steps=steps)
