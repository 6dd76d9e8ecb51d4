"""One group and its participants, driven together: the group's steps of a day come after theirs."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from datetime import date
from random import Random

from simulator.clients.agency_client import AgencyClient
from simulator.clients.keyed import Keyed
from simulator.driving.agenda import Entry
from simulator.driving.clock import Clock
from simulator.driving.errands import Errands, Services
from simulator.driving.itinerary import Itinerary
from simulator.forsta_steget.group import GroupErrands
from simulator.forsta_steget.members import REFERRED_BEFORE, members
from simulator.forsta_steget.printed import PrintedGroup, printed_groups
from simulator.stories.people import Registry
from simulator.stories.programme import FORSTA_STEGET
from simulator.stories.story import Person

SEED = 2019


def cohorts() -> list[Itinerary]:
    """The same people every time."""
    registry = Registry(Random(SEED))  # noqa: S311  # not for cryptography: the same people every time
    return [cohort(group, members(group, registry)) for group in printed_groups()]


def cohort(group: PrintedGroup, people: Sequence[Person]) -> Itinerary:
    name = f"{FORSTA_STEGET.id}/{group.name}"

    def steps(client: AgencyClient, services: Services, clock: Clock) -> AsyncGenerator[date]:
        participants = [Errands(person, name, client, services, clock) for person in people]
        keyed = Keyed(client, name)
        return _together(participants, GroupErrands(group, participants, keyed, services), group)

    return Itinerary(name=name, starts_on=group.begins_on - REFERRED_BEFORE, steps=steps)


async def _together(
    participants: Sequence[Errands], errands: GroupErrands, group: PrintedGroup
) -> AsyncGenerator[date]:
    starts_on = group.begins_on - REFERRED_BEFORE
    people = [Entry(starts_on, number, one.steps()) for number, one in enumerate(participants)]
    of_the_group = [Entry(starts_on, len(people), errands.steps())]
    try:
        while everybody := [*people, *of_the_group]:
            on = min(entry.on for entry in everybody)
            yield on
            people = await _advance(people, on)
            of_the_group = await _advance(of_the_group, on)
    finally:
        for entry in (*people, *of_the_group):
            await entry.steps.aclose()


async def _advance(entries: Sequence[Entry], on: date) -> list[Entry]:
    """Carry out their steps up to that day, side by side. Those who have later ones."""
    async with asyncio.TaskGroup() as tasks:
        more = [tasks.create_task(_has_more(entry, on)) for entry in entries]
    return [entry for entry, task in zip(entries, more, strict=True) if task.result()]


async def _has_more(entry: Entry, on: date) -> bool:
    return entry.on > on or await entry.advance(on)
