"""Compares what the APIs show of the four with what they went through."""

from collections.abc import Callable, Iterator
from typing import Any

from samplan.contracts.codes import Agency
from simulator.checks.asking import Ask, asking
from simulator.checks.checking import Figures, differing
from simulator.driving.parts import PLANNING, REFERRAL, REPORTING
from simulator.metodstod.participants import AMA, participants, whole
from simulator.metodstod.whole_method import STAGES, SUB_GOALS, TRACKS
from simulator.stories.offices import STATE
from simulator.stories.programme import INTERNATIONELLA_KVINNOR
from simulator.stories.story import Participation

STOPPED_DAYS = 3
"""Of a stop of five days that was ended before the fourth."""


def differences(token_of: Callable[[Agency], str]) -> list[str]:
    """One line for each difference. Raises ViewUnavailable."""
    with (
        asking(REFERRAL.url, token_of(AMA)) as referral,
        asking(PLANNING.url, token_of(STATE)) as planning,
        asking(REPORTING.url, token_of(REPORTING.agency)) as view,
    ):
        return differing([*_plans(referral, planning), *_all(view)])


def _plans(referral: Ask, planning: Ask) -> Figures:
    referred = {one["referredOn"]: one["referralId"] for one in _own(referral("/v1/referrals?limit=500"))}
    for person in participants():
        stay, on = person.journey.participation, person.journey.referral.referred_on
        found = planning(f"/v1/plans?referralId={referred[f'{on}']}") if f"{on}" in referred else []
        name = f"Metodstöd, participant {person.number}"
        yield f"{name}, plans", 1, len(found)
        if found and stay:
            yield from _plan(name, stay, planning(f"/v1/plans/{found[0]['planId']}"))


def _own(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in lines if one["programme"] == INTERNATIONELLA_KVINNOR.id]


def _plan(name: str, stay: Participation, plan: Any) -> Figures:
    yield f"{name}, agreed on", stay.plan_agreed_on and f"{stay.plan_agreed_on}", plan["agreedOn"]
    if stay.left_on:
        yield f"{name}, exit", stay.ending.exit_class, plan["exit"] and plan["exit"]["exitClass"]
    if stay == whole():
        yield f"{name}, stages", [stage for _, stage in STAGES], [one["stage"] for one in plan["stages"]]
        yield f"{name}, tracks", [track for _, track in TRACKS], [one["track"] for one in plan["tracks"]]
        yield f"{name}, sub-goals", len(SUB_GOALS), len(plan["subGoals"])
        yield f"{name}, stopped days", STOPPED_DAYS, plan["clock"]["stoppedDays"]


def _all(view: Ask) -> Iterator[tuple[str, object, object]]:
    """A visitor who is not enrolled in the end is no participant."""
    stays = [stay for one in participants() if (stay := one.journey.participation)]
    programme = f"/v1/internal/programmes/{INTERNATIONELLA_KVINNOR.id}"
    people = view(f"{programme}/participants")["people"]["total"]
    yield "Metodstöd, participants", sum(one.left_on is not None for one in stays), people
    outcomes = {one["indicator"]: one["people"]["total"] for one in view(f"{programme}/exits")["outcomes"]}
    yield "Metodstöd, to work", sum(one.ending.is_to_work for one in stays), outcomes["to_work"]
    yield "Metodstöd, to studies", sum(one.ending.is_to_studies for one in stays), outcomes["to_studies"]
