"""People whose events fill the dashboard: as many as requested, the same each time."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.reporting.tests.examples import Person
from services.reporting.tests.other_outcomes import obstacle_reported, obstacle_resolved

from samplan.contracts.codes import Agency, Sex
from samplan.contracts.codes.obstacles import ObstacleKind
from samplan.contracts.event import ContractEvent

FIRST_DAY, LAST_DAY = -850, 20  # counted as `Person` does, from 1 June 2022
REFERRERS = (Agency.AF, Agency.AF, Agency.MALMO_IFO, Agency.FK)


@dataclass(frozen=True, kw_only=True)
class Turnout:
    """The numbers of one sex enrolled, left to work and left to studies."""

    sex: Sex
    enrolled: int
    to_work: int
    to_studies: int


A_FEW_DOZEN = (
    Turnout(sex=Sex.WOMAN, enrolled=60, to_work=21, to_studies=11),
    Turnout(sex=Sex.MAN, enrolled=60, to_work=29, to_studies=3),
)


def crowd(*turnouts: Turnout) -> Iterator[ContractEvent]:
    """All events of all people, one person after the other."""
    number = 0
    for turnout in turnouts:
        for place in range(turnout.enrolled):
            number += 1
            yield from _way(number, turnout, place)
        for _ in range(turnout.enrolled // 8):
            number += 1
            yield from _declined(number, turnout.sex)


def obstacles() -> Iterator[ContractEvent]:
    """One of each kind, every second of them resolved."""
    for number, kind in enumerate(ObstacleKind):
        yield obstacle_reported(number, FIRST_DAY + number, kind)
        if number % 2:
            yield obstacle_resolved(number, FIRST_DAY + 10 * number)


def _way(number: int, turnout: Turnout, place: int) -> Iterator[ContractEvent]:
    person = Person(number, turnout.sex, REFERRERS[number % len(REFERRERS)])
    start = FIRST_DAY + number * 389 % (LAST_DAY - FIRST_DAY)
    enrolled = start + 12 + number % 9
    yield person.referred(start)
    yield person.assessed(start + 2 + number % 5)
    yield person.met(start + 9)
    yield person.consented(start + 9 + number % 3)
    yield person.enrolled(enrolled)
    yield person.opened(enrolled)
    if number % 17:
        yield from _planned(person, enrolled, number)
    if place < turnout.to_work:
        yield person.to_work(enrolled + 90 + number % 100)
    elif place < turnout.to_work + turnout.to_studies:
        yield person.to_studies(enrolled + 90 + number % 80)
    elif number % 3:
        yield person.elsewhere(enrolled + 120 + number % 60)


def _planned(person: Person, enrolled: int, number: int) -> Iterator[ContractEvent]:
    days = 12 + number * 7 % 29 + number * 11 % 19 + (26 if number % 9 == 0 else 0)
    if days > 60:
        yield person.overdue(enrolled + 61)
    yield person.agreed(enrolled + days)
    if number % 13:
        yield person.started(enrolled + days + number % 14)


def _declined(number: int, sex: Sex) -> Iterator[ContractEvent]:
    person = Person(number, sex)
    yield person.referred(number % 100)
    if number % 5:
        yield person.assessed(number % 100 + 2)
    if number % 5 > 2:
        yield person.met(number % 100 + 9)
        yield person.refused(number % 100 + 9)
    else:
        yield person.declined(number % 100 + 12)
