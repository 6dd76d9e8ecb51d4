"""How many referrals did each round bring to each programme, and how far have they come (R-10)?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Annotated, Any

from fastapi import Path
from pydantic import ConfigDict

from chassis.decisions.listing import Listing, Place
from chassis.http.dependencies import Store, TheSettings
from chassis.http.fields import Id, View
from chassis.http.paging import Paging
from chassis.http.problems import Problem
from referral.access import Reader
from referral.case.step import Step
from referral.register.by_id import Reached, reached_by
from referral.rounds.round_view import ROUND, RoundView
from samplan.bus.store.transactions import Database

_HELD = Listing(
    """
SELECT round_id, method, held_on FROM intake_rounds
WHERE (agency = :agency OR :agency = :keeper) AND (:round_id = '' OR round_id = :round_id)""",
    keys=("held_on", "round_id"),
    descending=True,
)
_BROUGHT = "SELECT referral_id FROM round_referrals WHERE round_id = :round_id"


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


def list_rounds(caller: Reader, store: Store, settings: TheSettings, paging: Paging) -> list[RoundCounts]:
    """The last one first: the calling agency's own, for the keeper all."""
    asked = {"agency": caller.agency.value, "keeper": settings.agency.value, "round_id": ""}
    return [_counts(held, store) for held in paging.rows(_HELD, store.query, asked)]


def show_round(round_id: RoundId, caller: Reader, store: Store, settings: TheSettings) -> RoundCounts:
    asked = {"agency": caller.agency.value, "keeper": settings.agency.value, "round_id": str(round_id)}
    held, _ = _HELD.page(store.query, asked, Place(limit=1))
    if not held:
        raise Problem(404, "not_found")
    return _counts(held[0], store)


def _counts(held: Mapping[str, Any], store: Database) -> RoundCounts:
    brought = store.query(_BROUGHT, {"round_id": held["round_id"]})
    reached = Counter(reached_by([row["referral_id"] for row in brought], store.query))
    return RoundCounts(**held, referrals=reached.total(), programmes=list(_programmes(reached)))


def _programmes(reached: Mapping[Reached, int]) -> Iterator[ProgrammeCounts]:
    for programme, of_programme in groupby(sorted(reached), lambda one: one.programme):
        steps = {one.step: reached[one] for one in of_programme}
        yield ProgrammeCounts(programme=programme, referrals=sum(steps.values()), steps=steps)
