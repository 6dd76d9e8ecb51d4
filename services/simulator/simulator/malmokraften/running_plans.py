"""What desks do for participants who are still in the programme at the end: teams, and CVs for employers."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import date
from typing import Any

from simulator.clients.agency_client import AgencyClient, Record
from simulator.clients.keyed import Keyed
from simulator.driving.clock import Clock
from simulator.driving.errands import Services
from simulator.driving.itinerary import Itinerary
from simulator.stories.offices import STATE
from simulator.stories.programme import MALMOKRAFTEN

ASSIGNED_ON, SHARED_ON = date(2022, 12, 28), date(2022, 12, 29)
SHARED_UNTIL = date(2023, 1, 20)
SHARED = 3
"""CVs: the first one is used, the last one is revoked."""
CV = "Påhittat: bagare i sex år, körkort, svenska på nivå C."

Lines = Sequence[Mapping[str, Any]]


def in_running_plans() -> Itinerary:
    name = f"{MALMOKRAFTEN.id}/running-plans"

    def steps(client: AgencyClient, services: Services, _: Clock) -> AsyncGenerator[date]:
        return _steps(Keyed(client, name), services.planning)

    return Itinerary(name=name, starts_on=ASSIGNED_ON, steps=steps)


async def _steps(keyed: Keyed, planning: str) -> AsyncGenerator[date]:
    yield ASSIGNED_ON
    plans = await _running(keyed.client, planning)
    await _assign_teams(keyed, planning, plans)
    yield SHARED_ON
    await _share_cvs(keyed, planning, plans[:SHARED])


async def _running(client: AgencyClient, planning: str) -> Lines:
    """Those that the employment service coordinates, and that a consent still shares."""
    plans = await client.list_of(STATE, f"{planning}/v1/my-plans", limit="500")
    return [one for one in plans if one["programme"] == MALMOKRAFTEN.id and one["isShared"]]


async def _assign_teams(keyed: Keyed, planning: str, plans: Lines) -> None:
    """In turn; the team that lacks a role gets none."""
    found = await keyed.client.list_of(STATE, f"{planning}/v1/teams", programme=MALMOKRAFTEN.id, limit="100")
    whole = [team for team in found if not team["missingRoles"]]
    for number, plan in enumerate(plans):
        record = Record(f"{planning}/v1/plans/{plan['planId']}", '"0"', {})
        body = {"teamId": whole[number % len(whole)]["teamId"]}
        await keyed.change(record, f"team-{plan['planId']}", STATE, "/team", on=ASSIGNED_ON, body=body)


async def _share_cvs(keyed: Keyed, planning: str, plans: Lines) -> None:
    found = await keyed.client.list_of(STATE, f"{planning}/v1/employers")
    own = next(one["employerId"] for one in found if one["ownerAgency"] == STATE)
    shares = [await _grant(keyed, planning, plan["planId"], own) for plan in plans]
    for path, share in zip(("/use", "/revocation"), (shares[0], shares[-1]), strict=True):
        await keyed.change(share, f"cv{path}", STATE, path, on=SHARED_ON)


async def _grant(keyed: Keyed, planning: str, plan_id: str, employer_id: str) -> Record:
    body = {"planId": plan_id, "employerId": employer_id, "cv": CV, "validUntil": f"{SHARED_UNTIL}"}
    form = {"occurredOn": f"{SHARED_ON}", **body}
    return await keyed.make(f"cv-{plan_id}", STATE, f"{planning}/v1/cv-shares", form)
