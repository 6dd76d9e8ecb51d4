"""The social insurance agency's own participants who are still in: they stay over two years (P-18).

Their whole journey lies two years earlier than it was drawn, and their consent is renewed each year.
"""

from dataclasses import replace
from datetime import date, timedelta

from samplan.contracts.codes import Agency
from simulator.stories.days import FIRST_DAY, intake_is_open
from simulator.stories.story import Activity, Intake, Journey, Participation, Person

EARLIER = timedelta(weeks=104)
RENEWED_AFTER = (timedelta(weeks=50), timedelta(weeks=100))


def with_long_stay(person: Person) -> Person:
    """The same person where they have left, or intake was not open two years earlier."""
    journey = person.journey
    stay, referred_on = journey.participation, journey.referral.referred_on - EARLIER
    if stay is None or stay.left_on or journey.referral.agency is not Agency.FK or referred_on < FIRST_DAY:
        return person
    if not (intake_is_open(referred_on) and intake_is_open(stay.enrolled_on - EARLIER)):
        return person
    return replace(person, journey=_earlier(journey, stay))


def _earlier(journey: Journey, stay: Participation) -> Journey:
    referral, intake = journey.referral, journey.intake
    return replace(
        journey,
        referral=replace(
            referral,
            referred_on=referral.referred_on - EARLIER,
            assessed_on=referral.assessed_on - EARLIER,
        ),
        intake=intake and _intake(intake),
        participation=_stay(stay, stay.consented_on - EARLIER),
    )


def _intake(intake: Intake) -> Intake:
    return replace(intake, booked_on=intake.booked_on - EARLIER, meeting_on=intake.meeting_on - EARLIER)


def _stay(stay: Participation, consented_on: date) -> Participation:
    return replace(
        stay,
        enrolled_on=stay.enrolled_on - EARLIER,
        consented_on=consented_on,
        coordinator_on=stay.coordinator_on - EARLIER,
        tracks=tuple((on - EARLIER, track) for on, track in stay.tracks),
        plan_agreed_on=stay.plan_agreed_on and stay.plan_agreed_on - EARLIER,
        activities=tuple(_activity(one) for one in stay.activities),
        renewed_on=tuple(consented_on + after for after in RENEWED_AFTER),
    )


def _activity(one: Activity) -> Activity:
    return replace(one, started_on=one.started_on - EARLIER, ended_on=one.ended_on and one.ended_on - EARLIER)
