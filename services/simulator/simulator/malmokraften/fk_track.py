"""The social insurance agency's own track: ten hours a week before enhanced cooperation (P-18)."""

from collections.abc import Iterator
from datetime import timedelta

from samplan.contracts.codes import ActivityKind, Agency
from simulator.records.plain import answered, in_the_plan, made
from simulator.stories.days import LAST_DAY
from simulator.stories.plan_step import PlanStep
from simulator.stories.story import Participation

HOURS_A_WEEK = 12
STARTS_AFTER, LASTS = timedelta(days=7), timedelta(days=21)
RECORD = "enhanced-cooperation"


def fk_track(stay: Participation) -> Iterator[PlanStep]:
    """Of those in whose plan the employment service takes part, and who stay long enough."""
    if stay.coordinator is not Agency.FK or stay.plan_agreed_on is None or not stay.activities:
        return
    on = stay.plan_agreed_on + STARTS_AFTER
    if Agency.AF not in stay.plan_agencies or on + LASTS > (stay.left_on or LAST_DAY):
        return
    hours = {"circumstance": "manages_hours_a_week", "hoursAWeek": HOURS_A_WEEK}
    yield in_the_plan("hours", on, Agency.FK, "/circumstances", **hours)
    yield made(RECORD, on, Agency.AF, "/activities", {"kind": ActivityKind.ENHANCED_COOPERATION})
    yield answered(RECORD, on + LASTS, Agency.AF, "/completion")
