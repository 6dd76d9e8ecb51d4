"""Referrals of December 2022 to the programmes that continue: a round, a booked meeting, free places."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from samplan.contracts.codes import Agency, IncomeSupport, RoundMethod, Sex
from simulator.driving.desk import at_desk
from simulator.driving.errands import Services
from simulator.driving.forms import referral_form
from simulator.driving.itinerary import Itinerary, of_people
from simulator.stories.people import Registry
from simulator.stories.plan_step import PlanStep
from simulator.stories.programme import FORSTA_STEGET, INTERNATIONELLA_KVINNOR, Programme
from simulator.stories.story import Intake, Journey, Person, Referral

SEED = 2022
ROUND_ON, REFERRED_ON, MEETING_ON = date(2022, 12, 5), date(2022, 12, 14), date(2023, 1, 10)
IN_THE_ROUND = 3
FREE_PLACES = 8


@dataclass(frozen=True, kw_only=True)
class Intaking:
    """A programme's office, with the agency that refers to it."""

    programme: Programme
    referrer: Agency
    town: str

    @property
    def office(self) -> Agency:
        return self.programme.office_of(self.referrer)

    @property
    def name(self) -> str:
        return f"{self.programme.id}/left-over"


INTAKES = (
    Intaking(programme=FORSTA_STEGET, referrer=Agency.KLIPPAN, town="Klippan"),
    Intaking(programme=INTERNATIONELLA_KVINNOR, referrer=Agency.MALMO_AMA, town="Malmö"),
)


def open_referrals() -> Iterator[Itinerary]:
    registry = Registry(Random(SEED))  # noqa: S311  # not for cryptography: the same people every time
    for intake in INTAKES:
        *in_the_round, booked = people(intake, registry)
        yield from of_people([booked], intake.name)
        yield _at_desk(intake, in_the_round)


def _at_desk(intake: Intaking, in_the_round: list[Person]) -> Itinerary:
    def url_of(services: Services) -> str:
        return services.referrals[intake.office]

    return at_desk(f"{intake.name}/desk", url_of, [_capacity(intake), _round(intake, in_the_round)])


def people(intake: Intaking, registry: Registry) -> list[Person]:
    """Those in the round, and at last the one whose meeting is booked."""
    return [
        *(_person(intake, registry, number, ROUND_ON) for number in range(1, IN_THE_ROUND + 1)),
        _person(intake, registry, IN_THE_ROUND + 1, REFERRED_ON),
    ]


def _person(intake: Intaking, registry: Registry, number: int, on: date) -> Person:
    referral = Referral(
        referred_on=on,
        agency=intake.referrer,
        income_support=IncomeSupport.EKONOMISKT_BISTAND,
        assessed_on=on,
    )
    return Person(
        number=number,
        sex=Sex.WOMAN,
        identity=registry.someone(Sex.WOMAN, on, intake.town),
        journey=Journey(
            referral=referral, intake=Intake(booked_on=on, meeting_on=MEETING_ON, consented=False)
        ),
        programme=intake.programme,
    )


def _capacity(intake: Intaking) -> PlanStep:
    body = {"programme": intake.programme.id, "team": f"{intake.referrer}-1", "freePlaces": FREE_PLACES}
    return PlanStep(
        on=ROUND_ON,
        name="capacity",
        agency=intake.office,
        path="/v1/capacities",
        body=body,
        makes="capacity",
    )


def _round(intake: Intaking, people: list[Person]) -> PlanStep:
    return PlanStep(
        on=ROUND_ON,
        name="round",
        agency=intake.referrer,
        path=f"/v1/intake-rounds?method={RoundMethod.LIST}&occurredOn={ROUND_ON}",
        rows=tuple(referral_form(person, person.journey.referral) for person in people),
        makes="round",
    )
