"""Gives a participant's journey dates that follow every rule of the programme on those dates."""

from datetime import date
from random import Random

from samplan.contracts.codes import Agency, DeclineReason, ExitClass, IncomeSupport, Track
from simulator.stories.activities import activities
from simulator.stories.cards import Card
from simulator.stories.days import (
    FIRST_DAY,
    LAST_DAY,
    LAST_WORKING_DAY,
    LONGEST_CONSENT,
    RETAINED_SUPPORT_COUNTS_FROM,
    days_later,
    intake_is_open,
    some_day,
)
from simulator.stories.shape import REFERRED_BY, STILL_IN, Ending, income_at_exit
from simulator.stories.story import Decline, Intake, Journey, Participation, Referral

LAST_REFERRAL = date(2022, 11, 30)
AFTER_THE_MEETING = (DeclineReason.NO_CONSENT, DeclineReason.PARTICIPANT_DECLINED)
COORDINATORS = (Agency.AF, Agency.AF, Agency.AF, Agency.MALMO_IFO, Agency.MALMO_AMA)


def participants_journey(card: Card, chance: Random) -> Journey:
    """A whole journey: draw until one fits the card and the calendar."""
    while True:
        referral = _refer(card.referrer, card.income_support, chance)
        intake = _invite(referral, chance, consented=True)
        consented_on = days_later(intake.meeting_on, chance.choice((0, 0, 0, 0, 0, 1, 2, 5)))
        enrolled_on = days_later(consented_on, chance.choice((0, 0, 1, 1, 2, 4)))
        left_on = None if card.ending == STILL_IN else days_later(enrolled_on, _length_of_stay(chance))
        if _fits(card.ending, referral.referred_on, consented_on, enrolled_on, left_on):
            stay = _participate(card, consented_on, enrolled_on, left_on, chance)
            return Journey(referral=referral, intake=intake, participation=stay)


def turned_away(reason: DeclineReason, chance: Random) -> Journey:
    """The journey of a person who was referred and never enrolled."""
    agency = chance.choices(tuple(REFERRED_BY), weights=tuple(REFERRED_BY.values()))[0]
    income_support = chance.choice((IncomeSupport.EKONOMISKT_BISTAND, IncomeSupport.AKTIVITETSSTOD))
    fits = reason is not DeclineReason.NOT_IN_TARGET_GROUP
    referral = _refer(agency, income_support, chance, is_in_target_group=fits)
    if reason not in AFTER_THE_MEETING:
        declined_on = days_later(referral.assessed_on, chance.randint(0, 4))
        return Journey(referral=referral, decline=Decline(on=declined_on, reason=reason))
    intake = _invite(referral, chance, consented=False)
    return Journey(referral=referral, intake=intake, decline=Decline(on=intake.meeting_on, reason=reason))


def _refer(
    agency: Agency, income_support: IncomeSupport, chance: Random, *, is_in_target_group: bool = True
) -> Referral:
    referred_on = some_day(FIRST_DAY, LAST_REFERRAL, chance)
    while not intake_is_open(referred_on):
        referred_on = some_day(FIRST_DAY, LAST_REFERRAL, chance)
    return Referral(
        referred_on=referred_on,
        agency=agency,
        income_support=income_support,
        assessed_on=days_later(referred_on, chance.randint(0, 6)),
        is_in_target_group=is_in_target_group,
    )


def _invite(referral: Referral, chance: Random, *, consented: bool) -> Intake:
    booked_on = days_later(referral.assessed_on, chance.randint(0, 3))
    meeting_on = days_later(booked_on, chance.randint(6, 18))
    return Intake(booked_on=booked_on, meeting_on=meeting_on, consented=consented)


def _length_of_stay(chance: Random) -> int:
    """Days; about six months, and never longer than the consent."""
    return round(chance.triangular(35, 340, 160))


def _fits(
    ending: Ending, referred_on: date, consented_on: date, enrolled_on: date, left_on: date | None
) -> bool:
    if not intake_is_open(enrolled_on) or days_later(referred_on, 60) < enrolled_on:
        return False
    if (left_on or LAST_DAY) > min(LAST_DAY, consented_on + LONGEST_CONSENT):
        return False
    if ending.exit_class is not ExitClass.STUDIES_RETAINED_SUPPORT or left_on is None:
        return True
    return ending.before_studies_counted == (left_on < RETAINED_SUPPORT_COUNTS_FROM)


def _participate(
    card: Card, consented_on: date, enrolled_on: date, left_on: date | None, chance: Random
) -> Participation:
    until = left_on or LAST_WORKING_DAY
    coordinator_on = min(until, days_later(enrolled_on, chance.randint(0, 10)))
    agreed_on = _agreed_on(enrolled_on, until, chance)
    tracks = _tracks(card.ending, coordinator_on, agreed_on or until, until, chance)
    done = activities(tracks[0][1], agreed_on, card.ending, left_on, chance) if agreed_on else ()
    coordinator = Agency.FK if card.referrer is Agency.FK else chance.choice(COORDINATORS)
    return Participation(
        enrolled_on=enrolled_on,
        consented_on=consented_on,
        coordinator=coordinator,
        coordinator_on=coordinator_on,
        tracks=tracks,
        plan_agreed_on=agreed_on,
        plan_agencies=tuple(sorted({coordinator, card.referrer, *(activity.owner for activity in done)})),
        activities=done,
        ending=card.ending,
        left_on=left_on,
        income_at_exit=income_at_exit(card.ending, card.income_support),
    )


def _agreed_on(enrolled_on: date, until: date, chance: Random) -> date | None:
    """Seven plans in ten within 60 days, most others later, one in 25 never; none in the last ten days."""
    days = chance.triangular(18, 60, 46) if chance.random() < 0.72 else chance.triangular(61, 150, 70)
    agreed_on = days_later(enrolled_on, round(days))
    return None if chance.random() < 0.04 or days_later(agreed_on, 10) >= until else agreed_on


def _tracks(
    ending: Ending, appointed_on: date, agreed_on: date, until: date, chance: Random
) -> tuple[tuple[date, Track], ...]:
    """Health is followed by education or work before matching (the method's rule)."""
    first = chance.choices(tuple(Track), weights=(22, 33, 45))[0]
    chosen_on = min(agreed_on, days_later(appointed_on, chance.randint(7, 30)))
    if first is not Track.HEALTH or not (ending.is_to_work or ending.is_to_studies_of_any_kind):
        return ((chosen_on, first),)
    next_track = Track.WORK if ending.is_to_work else Track.EDUCATION
    return (chosen_on, first), (min(until, days_later(chosen_on, chance.randint(20, 90))), next_track)
