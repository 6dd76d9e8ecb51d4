"""An agency's own system beside the services: it keeps a journal of its own, and sends cards (P-09)."""

import asyncio
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.planning.cards import plan_activity_id_of
from samplan.kit.app import AgencyApp
from samplan.kit.cards import Period, Plan
from samplan.kit.process import running
from simulator.checks.asking import Ask, asking
from simulator.driving.parts import PLANNING
from simulator.stories.days import LAST_DAY

SENDER = Agency.MALMO_AMA
COURSE = Period(date(2023, 1, 9), date(2023, 3, 31))
APPLIED_WITHIN_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.2


class CardNotApplied(Exception):
    """The plan does not show what the card said. The message names the plan."""


def send_a_card(journal: Path, broker: Mapping[str, str], token: str) -> UUID:
    """The city's department plans a course in the last plan that it coordinates: the plan, which shows it.

    Planned ahead, so that it counts in no figure of the programme's years. Another run sends nothing again.
    `broker`: as in the environment of a service. Raises CardNotApplied, ViewUnavailable.
    """
    with asking(PLANNING.url, token) as ask:
        plan = Plan(PLANNING.agency, _last_plan(ask))
        own = uuid5(plan.id, "course")
        if not _shows(ask, plan.id, own):
            agency = AgencyApp(SENDER, store=f"sqlite:///{journal}")
            asyncio.run(_send(agency, plan, own, ask, broker))
            agency.close()
    return plan.id


async def _send(agency: AgencyApp, plan: Plan, own: UUID, ask: Ask, broker: Mapping[str, str]) -> None:
    agency.cards.plan_activity(
        plan,
        kind=ActivityKind.ADULT_EDUCATION,
        planned=COURSE,
        occurred_on=LAST_DAY,
        activity_id=own,
    )
    deadline = time.monotonic() + APPLIED_WITHIN_SECONDS
    async with running(agency, broker):
        while not await asyncio.to_thread(_shows, ask, plan.id, own):
            if time.monotonic() > deadline:
                raise CardNotApplied(f"{PLANNING.url}/v1/plans/{plan.id} does not show the card's activity")
            await asyncio.sleep(_LOOK_EVERY_SECONDS)


def _last_plan(ask: Ask) -> UUID:
    plans = [one["planId"] for one in ask("/v1/my-plans?limit=500") if one["isShared"]]
    if not plans:
        raise CardNotApplied(f"{SENDER} coordinates no plan")
    return UUID(plans[-1])


def _shows(ask: Ask, plan_id: UUID, own: UUID) -> bool:
    shown = ask(f"/v1/plans/{plan_id}")["activities"]
    return f"{plan_activity_id_of(SENDER, plan_id, own)}" in {one["activityId"] for one in shown}
