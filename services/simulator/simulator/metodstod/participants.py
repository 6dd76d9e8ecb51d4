"""The four: the whole method, a study visit that becomes enrolment, one that ends, a consent given again.

The days are made up. Each follows the method's rules on them: `programmes/internationella-kvinnor.toml`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from samplan.contracts.codes import (
    ActivityKind,
    Agency,
    ExitClass,
    IncomeSupport,
    Mode,
    Sex,
    StudyVisitEnd,
    SubsidyKind,
    Track,
)
from simulator.driving.itinerary import Itinerary, of_people
from simulator.metodstod.whole_method import TRACKS, whole_method
from simulator.records.after_exit import ASSESSED_AFTER, after_exit
from simulator.records.plain import answered
from simulator.stories.days import LAST_DAY
from simulator.stories.people import Registry
from simulator.stories.plan_step import REFERRAL, PlanStep
from simulator.stories.programme import INTERNATIONELLA_KVINNOR
from simulator.stories.shape import STILL_IN, Ending, income_at_exit
from simulator.stories.story import Activity, Intake, Journey, Participation, Person, Referral

AF, IFO, AMA, CARE = Agency.AF, Agency.MALMO_IFO, Agency.MALMO_AMA, Agency.REGION_SKANE
SEED = 2016
SUPPORT = IncomeSupport.EKONOMISKT_BISTAND
REFERRED_BEFORE = timedelta(days=14)


def whole() -> Participation:
    """Through all four stages: a clock stop, and a consent that is renewed before it ends."""
    ending = Ending(ExitClass.WORK_SUBSIDISED, SubsidyKind.NYSTARTSJOBB)
    stay = _stay(date(2016, 7, 4), IFO, ending, date(2017, 8, 14))
    return replace(
        stay,
        tracks=TRACKS,
        plan_agreed_on=date(2016, 8, 22),
        plan_agencies=(AF, AMA, CARE, IFO),
        activities=(
            _activity(ActivityKind.REHABILITATION, CARE, date(2016, 9, 5), date(2016, 12, 2)),
            _activity(ActivityKind.SWEDISH_STUDIES, AMA, date(2016, 9, 12), date(2017, 3, 3)),
            _activity(ActivityKind.JOB_SEARCH, AF, date(2017, 3, 13), date(2017, 8, 11)),
        ),
        renewed_on=(date(2017, 6, 12),),
        more=(*whole_method("ar"), *after_exit(stay, 1, LAST_DAY)),
    )


def visit_to_enrolment() -> Participation:
    """A deepened study visit; registered as a jobseeker within it, and enrolled on its 85th day."""
    ended_on = date(2016, 11, 21)
    ending = Ending(ExitClass.STUDIES_STUDENT_AID)
    stay = _stay(date(2016, 8, 29), IFO, ending, date(2017, 5, 22))
    return replace(
        stay,
        mode=Mode.STUDY_VISIT,
        tracks=((date(2016, 11, 28), Track.EDUCATION),),
        plan_agreed_on=date(2016, 12, 12),
        activities=(_activity(ActivityKind.ADULT_EDUCATION, AMA, date(2017, 1, 9), date(2017, 5, 19)),),
        more=_visit(date(2016, 11, 14), ended_on, StudyVisitEnd.ENROLLED, registeredOn="2016-11-18"),
    )


def visit_that_ends() -> Participation:
    return replace(
        _stay(date(2016, 9, 5), IFO, STILL_IN, None),
        mode=Mode.STUDY_VISIT,
        more=_visit(date(2016, 11, 28), date(2016, 11, 30), StudyVisitEnd.PARTICIPATION_ENDED),
    )


def consent_given_again() -> Participation:
    """Withdrawn in the third month, and given again three weeks later: the same plan continues."""
    left_on = date(2017, 5, 15)
    stay = _stay(date(2016, 9, 19), AF, Ending(ExitClass.RETURNED_TO_REGULAR), left_on)
    return replace(
        stay,
        tracks=((date(2016, 10, 10), Track.WORK),),
        plan_agreed_on=date(2016, 11, 1),
        revoked_on=date(2017, 1, 16),
        consented_again_on=date(2017, 2, 6),
        more=tuple(after_exit(stay, 4, left_on + ASSESSED_AFTER)),
    )


STAYS = (whole, visit_to_enrolment, visit_that_ends, consent_given_again)


def participants() -> list[Person]:
    """The same women every time."""
    registry = Registry(Random(SEED))  # noqa: S311  # not for cryptography
    return [_person(number, make(), registry) for number, make in enumerate(STAYS, start=1)]


def journeys() -> Sequence[Itinerary]:
    return of_people(participants(), INTERNATIONELLA_KVINNOR.id)


def _person(number: int, stay: Participation, registry: Registry) -> Person:
    referred_on = stay.consented_on - REFERRED_BEFORE
    referral = Referral(
        referred_on=referred_on,
        agency=AMA,
        income_support=SUPPORT,
        assessed_on=referred_on,
        is_registered=stay.mode is Mode.PROGRAMME,
    )
    intake = Intake(booked_on=referred_on, meeting_on=stay.consented_on, consented=True)
    return Person(
        number=number,
        sex=Sex.WOMAN,
        identity=registry.someone(Sex.WOMAN, referred_on),
        journey=Journey(referral=referral, intake=intake, participation=stay),
        programme=INTERNATIONELLA_KVINNOR,
    )


def _stay(enrolled_on: date, coordinator: Agency, ending: Ending, left_on: date | None) -> Participation:
    return Participation(
        enrolled_on=enrolled_on,
        consented_on=enrolled_on,
        coordinator=coordinator,
        coordinator_on=enrolled_on,
        tracks=(),
        plan_agreed_on=None,
        plan_agencies=(AF, AMA, IFO),
        activities=(),
        ending=ending,
        left_on=left_on,
        income_at_exit=income_at_exit(ending, SUPPORT),
    )


def _activity(kind: ActivityKind, owner: Agency, first: date, last: date) -> Activity:
    return Activity(kind=kind, owner=owner, started_on=first, ended_on=last)


def _visit(followed_up_on: date, on: date, end: StudyVisitEnd, **body: str) -> tuple[PlanStep, ...]:
    """The follow-up meeting and the end, on the referral."""
    return (
        answered(REFERRAL, followed_up_on, IFO, "/study-visit/follow-up"),
        answered(REFERRAL, on, IFO, "/study-visit/end", end=end, **body),
    )
