"""What is driven from one end to the other by itself: one person, or a group of them."""

from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass
from datetime import date

from simulator.clients.agency_client import AgencyClient
from simulator.driving.clock import Clock
from simulator.driving.errands import Errands, Services
from simulator.stories.story import Person

Steps = Callable[[AgencyClient, Services, Clock], AsyncGenerator[date]]
"""Yields the date of each step before it is carried out. Another run repeats it without effect."""


@dataclass(frozen=True, kw_only=True)
class Itinerary:
    name: str
    """Unique among all that is driven: the ledger's, and the root of the idempotency keys."""
    starts_on: date
    steps: Steps


def of_people(people: Iterable[Person], population: str) -> list[Itinerary]:
    return [of_person(person, population) for person in people]


def of_person(person: Person, population: str) -> Itinerary:
    return Itinerary(
        name=f"{population}/{person.number}",
        starts_on=person.journey.referral.referred_on,
        steps=lambda client, services, clock: Errands(person, population, client, services, clock).steps(),
    )
