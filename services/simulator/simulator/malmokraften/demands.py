"""What is asked of a participant, and the notice on their duties."""

from collections.abc import Iterator
from datetime import timedelta

from simulator.records.plain import answered, made
from simulator.stories.days import LAST_DAY
from simulator.stories.offices import STATE
from simulator.stories.people import Identity
from simulator.stories.plan_step import PlanStep
from simulator.stories.story import Participation

DUE_AFTER, MET_AFTER = timedelta(days=21), timedelta(days=14)
NOTICE_IN = frozenset({"ar", "so", "fa", "ti", "bs"})
"""Languages in which the programme has the notice; in Swedish for others."""


def demand(stay: Participation, *, is_met: bool) -> Iterator[PlanStep]:
    on = stay.plan_agreed_on
    if on is None:
        return
    body = {
        "kind": "hand_in_document",
        "dueOn": f"{on + DUE_AFTER}",
        "words": "The certificate of the last employer",
    }
    yield made("demand", on, stay.coordinator, "/demands", body)
    if is_met and on + MET_AFTER <= (stay.left_on or LAST_DAY):
        yield answered("demand", on + MET_AFTER, stay.coordinator, "/met")


def duty_notice(stay: Participation, who: Identity, *, is_read: bool) -> Iterator[PlanStep]:
    """By the employment service, on the day on which the coordinator is appointed."""
    language = who.language if who.language in NOTICE_IN else "sv"
    yield made("notice", stay.coordinator_on, STATE, "/duty-notices", {"language": language})
    if is_read:
        how = "read_with_interpreter" if who.needs_interpreter else "signed"
        yield answered("notice", stay.coordinator_on, STATE, "/reading", how=how, shownBy="case officer")
