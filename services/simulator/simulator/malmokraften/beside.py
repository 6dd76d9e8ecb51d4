"""Which participants have what beside their plans. Deterministic, and nothing of it moves a golden figure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from simulator.malmokraften.corrections import recorded_wrongly
from simulator.malmokraften.demands import demand, duty_notice
from simulator.malmokraften.fk_track import fk_track
from simulator.malmokraften.health import health_request
from simulator.malmokraften.mappings import joint_mapping
from simulator.malmokraften.meetings import meeting, meeting_ahead, workshop_ahead
from simulator.malmokraften.proposals import unanswered_proposal
from simulator.records.after_exit import after_exit
from simulator.stories.days import LAST_DAY
from simulator.stories.plan_step import PlanStep
from simulator.stories.story import Participation, Person

ONE_IN = 8
"""Participants with a meeting, a mapping, a demand and a notice: all would make the demo twice as long."""
CORRECTED = 5
"""Of each `ONE_IN`, the one whose exit is recorded wrongly and corrected."""
FOLLOWED_UP = (1, 5)
"""Of each `ONE_IN`, those whose step is assessed and who are followed up: the others are due."""
LEFT_OPEN = 2
"""Of those, one in so many leaves something to do: a meeting without notes, a demand that is not met."""


def with_records_beside(people: Iterable[Person]) -> list[Person]:
    return [_with_records(person) for person in people]


def _with_records(person: Person) -> Person:
    stay = person.journey.participation
    if stay is None:
        return person
    steps = tuple(_records(person, stay))
    if person.number % ONE_IN == CORRECTED:
        stay = recorded_wrongly(stay)
    journey = replace(person.journey, participation=replace(stay, more=steps))
    return replace(person, journey=journey)


def _records(person: Person, stay: Participation) -> Iterator[PlanStep]:
    yield from health_request(stay, person.number)
    yield from fk_track(stay)
    if person.number % ONE_IN in FOLLOWED_UP:
        yield from after_exit(stay, person.number, LAST_DAY)
    if person.number % ONE_IN == 0:
        is_left_open = person.number // ONE_IN % LEFT_OPEN == 0
        yield from joint_mapping(stay, person.identity)
        yield from meeting(stay, person.identity, has_notes=not is_left_open)
        yield from demand(stay, is_met=not is_left_open)
        yield from duty_notice(stay, person.identity, is_read=not is_left_open)
    if person.number % ONE_IN in (0, 1) and stay.left_on is None:
        yield from meeting_ahead(stay)
        yield from workshop_ahead(stay)
        yield from unanswered_proposal(stay)
