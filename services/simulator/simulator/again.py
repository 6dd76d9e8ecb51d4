"""Some are referred by both: the other agency meets her too, weeks after she was enrolled."""

from datetime import date
from random import Random

from samplan.contracts.codes import Agency
from simulator.days import LAST_WORKING_DAY, days_later, intake_is_open
from simulator.offices import office_of, other_office
from simulator.story import Again, Intake, Participation, Referral, Way

SHARE = 0.1
"""Of those enrolled, fk's own apart; who leaves too soon after is not referred again."""
TRIES = 5


def referred_again(way: Way, chance: Random) -> Again | None:
    """The same in every run, as `chance` is; None for most."""
    stay = way.participation
    if stay is None or way.referral.agency is Agency.FK or chance.random() >= SHARE:
        return None
    drawn = (_draw(way.referral, stay, chance) for _ in range(TRIES))
    return next((again for again in drawn if _fits(again, stay)), None)


def _draw(first: Referral, stay: Participation, chance: Random) -> Again:
    referred_on = days_later(stay.enrolled_on, chance.randint(14, 70))
    assessed_on = days_later(referred_on, chance.randint(0, 6))
    booked_on = days_later(assessed_on, chance.randint(0, 3))
    meeting_on = days_later(booked_on, chance.randint(6, 18))
    return Again(
        referral=Referral(
            referred_on=referred_on,
            agency=other_office(office_of(first.agency)),
            income_support=first.income_support,
            assessed_on=assessed_on,
        ),
        intake=Intake(booked_on=booked_on, meeting_on=meeting_on, consented=True),
        enrolled_on=days_later(meeting_on, chance.choice((0, 0, 1, 4))),
    )


def _fits(again: Again, stay: Participation) -> bool:
    """Taken in on open days, and enrolled before she leaves."""
    last: date = stay.left_on or LAST_WORKING_DAY
    days = (again.referral.referred_on, again.enrolled_on)
    return again.enrolled_on < last and all(intake_is_open(day) for day in days)
