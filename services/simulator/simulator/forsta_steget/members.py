"""The participants of a group: how they come to it, and what they do beside its sessions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from samplan.contracts.codes import ActivityKind, IncomeSupport, Sex
from simulator.forsta_steget.placements import placements
from simulator.forsta_steget.printed import Leaving, PrintedGroup
from simulator.records.after_exit import after_exit
from simulator.records.plain import made
from simulator.stories.activities import cut_short
from simulator.stories.days import LAST_DAY
from simulator.stories.people import Registry
from simulator.stories.plan_step import PlanStep
from simulator.stories.programme import FORSTA_STEGET
from simulator.stories.shape import income_at_exit
from simulator.stories.story import Activity, Intake, Journey, Participation, Person, Referral

ASKED_FOR = timedelta(days=42)
REFERRED_BEFORE, MET_BEFORE, AGREED_AFTER, LEFT_AFTER = (timedelta(days=days) for days in (18, 11, 28, 3))
"""The first three from the day on which the group begins, the last from the end of the last placement."""


def members(group: PrintedGroup, registry: Registry) -> list[Person]:
    return [
        Person(
            number=number,
            sex=Sex.WOMAN,
            identity=registry.someone(Sex.WOMAN, group.begins_on - REFERRED_BEFORE, group.agency.title()),
            journey=_journey(group, number - 1, leaving),
            programme=FORSTA_STEGET,
        )
        for number, leaving in enumerate(group.leavings, start=1)
    ]


def _journey(group: PrintedGroup, place: int, leaving: Leaving) -> Journey:
    referred_on, met_on = group.begins_on - REFERRED_BEFORE, group.begins_on - MET_BEFORE
    referral = Referral(
        referred_on=referred_on,
        agency=group.agency,
        income_support=IncomeSupport.EKONOMISKT_BISTAND,
        assessed_on=referred_on,
    )
    return Journey(
        referral=referral,
        intake=Intake(booked_on=referred_on, meeting_on=met_on, consented=True),
        participation=_participation(group, place, leaving, met_on),
    )


def _participation(group: PrintedGroup, place: int, leaving: Leaving, met_on: date) -> Participation:
    last = leaving.on or group.placements[-1].last + LEFT_AFTER
    has_left = leaving.ending.exit_class is not None
    stay = Participation(
        enrolled_on=met_on,
        consented_on=met_on,
        coordinator=group.agency,
        coordinator_on=met_on,
        tracks=(),
        plan_agreed_on=group.begins_on + AGREED_AFTER,
        plan_agencies=(group.agency,),
        activities=(_in_the_group(group, leaving),),
        ending=leaving.ending,
        left_on=last if has_left else None,
        income_at_exit=income_at_exit(leaving.ending, IncomeSupport.EKONOMISKT_BISTAND),
    )
    followed = after_exit(stay, place, LAST_DAY) if place % 2 else ()
    return replace(stay, more=(*placements(group, place, last), *_asked_of(group, place, stay), *followed))


def _asked_of(group: PrintedGroup, place: int, stay: Participation) -> Iterator[PlanStep]:
    """Of the first of the group, if still in it: so that the municipality has something to do."""
    if place == 0 and stay.left_on is None:
        due_on = group.begins_on + ASKED_FOR
        body = {"kind": "hand_in_document", "dueOn": f"{due_on}", "words": "The certificate of the school"}
        yield made("demand", group.begins_on + AGREED_AFTER, group.agency, "/demands", body)


def _in_the_group(group: PrintedGroup, leaving: Leaving) -> Activity:
    return Activity(
        kind=ActivityKind.GROUP_ACTIVITY,
        owner=group.agency,
        started_on=group.begins_on,
        ended_on=leaving.on or group.placements[-1].last if leaving.ending.exit_class else None,
        interrupted=cut_short(leaving.ending) if leaving.on else None,
    )
