"""Some participants are referred by both agencies: by the second some weeks after they are enrolled."""

from datetime import date
from random import Random

from samplan.contracts.codes import Agency
from simulator.stories.days import LAST_WORKING_DAY, days_later, intake_is_open
from simulator.stories.offices import office_of, other_office
from simulator.stories.story import Again, Intake, Journey, Participation, Referral

SHARE = 0.1
"""Of those enrolled and not referred by fk; participants who leave too soon are not referred again."""
TRIES = 5


def referred_again(journey: Journey, chance: Random) -> Again | None:
    """Deterministic for a given `chance`; None for most participants."""
    stay = journey.participation
    if stay is None or journey.referral.agency is Agency.FK or chance.random() >= SHARE:
        return None
    drawn = (_draw(journey.referral, stay, chance) for _ in range(TRIES))
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
    """Whether intake is open on the days, and the participant has not left before they are enrolled."""
    last: date = stay.left_on or LAST_WORKING_DAY
    days = (again.referral.referred_on, again.enrolled_on)
    return again.enrolled_on < last and all(intake_is_open(day) for day in days)
