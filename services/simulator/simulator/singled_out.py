"""How many enrolments do the published events single out? The table of docs/privacy.md.

Measured on the made-up participants of the demo and of the whole programme.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from samplan.contracts.codes import AgeBand, Mode
from samplan.contracts.codes.ages import AgeGroup
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import (
    EnrolmentDescribed,
    IntakeMeetingHeld,
    ParticipantEnrolled,
    ParticipantEnrolledV2,
    ReferralSubmitted,
)
from simulator.driving.forms import PROGRAMME
from simulator.malmokraften.population import population
from simulator.stories.personnummer import born_on
from simulator.stories.shape import GOLDEN_SIZE
from simulator.stories.story import Intake, Person, Referral

SIZES = (240, GOLDEN_SIZE)
FEW = 5
"""No published figure describes fewer people (I23)."""
ANY_ID = UUID(int=0)
"""In place of every id, which says nothing about a person."""


class Enrolment(NamedTuple):
    """By one of the two services that may enrol a participant."""

    person: Person
    referral: Referral
    intake: Intake
    on: date


class Known(NamedTuple):
    """What is known of each enrolment, by whom, and from which events."""

    what: str
    readers: str
    of: Callable[[Enrolment], Sequence[ContractEvent]]


def enrolments(size: int) -> list[Enrolment]:
    """Of so many participants, some of whom two services enrol."""
    return [one for person in population(size) for one in _enrolments_of(person)]


def _enrolments_of(person: Person) -> Iterator[Enrolment]:
    journey = person.journey
    if journey.participation and journey.intake:
        yield Enrolment(person, journey.referral, journey.intake, journey.participation.enrolled_on)
    if again := journey.again:
        yield Enrolment(person, again.referral, again.intake, again.enrolled_on)


def in_version_1(one: Enrolment) -> ParticipantEnrolled:
    """Published to every reader, until each of them knows version 2."""
    referred_on = one.referral.referred_on
    born = born_on(one.person.identity.personnummer)
    years = referred_on.year - born.year - ((referred_on.month, referred_on.day) < (born.month, born.day))
    return ParticipantEnrolled(
        occurred_on=one.on,
        referral_id=ANY_ID,
        participant_id=ANY_ID,
        consent_id=ANY_ID,
        programme=PROGRAMME,
        mode=Mode.PROGRAMME,
        sex=one.person.sex,
        age_band=AgeBand.of(years),
        referring_agency=one.referral.agency,
        income_support=one.referral.income_support,
    )


def in_version_2(one: Enrolment) -> ParticipantEnrolledV2:
    return ParticipantEnrolledV2(
        occurred_on=one.on,
        referral_id=ANY_ID,
        participant_id=ANY_ID,
        consent_id=ANY_ID,
        programme=PROGRAMME,
        mode=Mode.PROGRAMME,
    )


def described(one: Enrolment) -> EnrolmentDescribed:
    return EnrolmentDescribed(
        occurred_on=date(one.on.year, 1, 1),
        referral_id=ANY_ID,
        sex=one.person.sex,
        income_support=one.referral.income_support,
        age_group=AgeGroup.of(in_version_1(one).age_band),
    )


def way(one: Enrolment) -> tuple[ContractEvent, ...]:
    """What the referral topic says of the referral, from its first day."""
    submitted = ReferralSubmitted(
        occurred_on=one.referral.referred_on,
        referral_id=ANY_ID,
        programme=PROGRAMME,
        referring_agency=one.referral.agency,
    )
    held = IntakeMeetingHeld(occurred_on=one.intake.meeting_on, referral_id=ANY_ID)
    return submitted, held, in_version_2(one)


KNOWN = (
    Known(
        "`ParticipantEnrolled.v1`: day, agency, sex, age band, support",
        "each",
        lambda one: [in_version_1(one)],
    ),
    Known("`ParticipantEnrolled.v2`: day", "each", lambda one: [in_version_2(one)]),
    Known("the referral topic: three days, agency", "each", way),
    Known("`EnrolmentDescribed`: year, sex, support, age group", "reporting", lambda one: [described(one)]),
    Known("both topics, by the referral's id", "reporting", lambda one: [*way(one), described(one)]),
)


def table() -> str:
    """In Markdown: of how many enrolments no other, or fewer than five, have the same combination."""
    crowds = [enrolments(size) for size in SIZES]
    heads = [f"alone of {len(crowd):,} | fewer than five" for crowd in crowds]
    lines = [f"| what is known | read by | {' | '.join(heads)} |", "|---|---|" + "---:|---:|" * len(crowds)]
    for known in KNOWN:
        cells = [f"{count:,}" for crowd in crowds for count in singled_out(crowd, known)]
        lines.append(f"| {known.what} | {known.readers} | {' | '.join(cells)} |")
    return "\n".join(lines)


def singled_out(crowd: Sequence[Enrolment], known: Known) -> tuple[int, int]:
    """How many are alone with what is known of them, and how many share it with fewer than five in all."""
    told = [tuple(known.of(one)) for one in crowd]
    alike = Counter(told)
    return sum(alike[one] == 1 for one in told), sum(alike[one] < FEW for one in told)
