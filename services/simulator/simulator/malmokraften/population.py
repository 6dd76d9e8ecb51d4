"""The synthetic population of Malmökraften 2.0: deterministic; at full size exactly the golden figures."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from samplan.contracts.codes import Sex
from simulator.malmokraften.beside import with_records_beside
from simulator.malmokraften.long_stays import with_long_stay
from simulator.stories.again import referred_again
from simulator.stories.cards import deal_participants, deal_turned_away
from simulator.stories.people import Registry
from simulator.stories.story import Person
from simulator.stories.timeline import participants_journey, turned_away

SEED = 2020


def population(size: int) -> list[Person]:
    """`size` participants and those who were referred and never enrolled, in the order of referral."""
    chance = Random(SEED)  # noqa: S311  # not for cryptography: the same people every time
    participants = [
        (card.sex, participants_journey(card, chance)) for card in deal_participants(size, chance)
    ]
    others = [(chance.choice(tuple(Sex)), turned_away(why, chance)) for why in deal_turned_away(size, chance)]
    registry = Registry(chance)
    in_order = sorted([*participants, *others], key=lambda one: one[1].referral.referred_on)
    people = [
        Person(
            number=number,
            sex=sex,
            identity=registry.someone(sex, one.referral.referred_on),
            journey=one,
        )
        for number, (sex, one) in enumerate(in_order, start=1)
    ]
    again = (
        with_long_stay(replace(one, journey=replace(one.journey, again=referred_again(one.journey, chance))))
        for one in people
    )
    return with_records_beside(_numbered(again))


def _numbered(people: Iterable[Person]) -> list[Person]:
    in_order = sorted(people, key=lambda one: one.journey.referral.referred_on)
    return [replace(one, number=number) for number, one in enumerate(in_order, start=1)]
