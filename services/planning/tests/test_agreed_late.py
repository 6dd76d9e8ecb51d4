"""P-06, I29: who had to agree is decided by the days of the items, never by the order of entry."""

from dataclasses import replace

from services.planning.tests.agreements import agency_agreed, miss_taken_back, participant_agreed
from services.planning.tests.examples import (
    CITY_ASKS,
    ENROLLED_ON,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLACEMENT,
    PLAN_WITH_ACTIVITIES,
    SWEDISH,
    agreed,
    appointed,
    completed,
    deadline_missed,
    given,
    interrupted,
)

from planning.activities.complete_activity import ActivityCompleted, CompleteActivity
from planning.activities.interrupt_activity import InterruptActivity
from planning.agreement.agree_plan import AgencyAgreed, AgreePlan
from planning.clock.deadline import take_back_miss
from planning.plan.circle_today import NOT_ASKED
from samplan.contracts.codes import InterruptionReason
from samplan.testing.given import fact

ITEMS = (*PLAN_WITH_ACTIVITIES, appointed(KEEPER, ENROLLED_ON), completed(PLACEMENT, MARCH_14))
AGREED_BUT_FOR_THE_CITY = (*ITEMS, agency_agreed(KEEPER), participant_agreed())
ENDS = CompleteActivity(**CITY_ASKS, activity_id=SWEDISH, occurred_on=MARCH_14)


def test_the_end_of_the_last_item_that_the_agreement_waited_for_is_registered_late() -> None:
    given(*AGREED_BUT_FOR_THE_CITY).when(ENDS).then(completed(SWEDISH, MARCH_14), agreed(KEEPER))
    moved = InterruptionReason.MOVED
    stops = InterruptActivity(**CITY_ASKS, activity_id=SWEDISH, reason=moved, occurred_on=MARCH_14)
    given(*AGREED_BUT_FOR_THE_CITY).when(stops, None).then(
        interrupted(SWEDISH, moved, MARCH_14), agreed(KEEPER)
    )


def test_an_item_that_was_open_on_the_day_of_the_agreement_waits_for_its_owner() -> None:
    """Whether its later end is registered before or after the agreement."""
    later = replace(ENDS, occurred_on=MAY_2)
    given(*AGREED_BUT_FOR_THE_CITY).when(later).then(completed(SWEDISH, MAY_2))
    agrees = AgreePlan(**KEEPER_ASKS, occurred_on=MARCH_14)
    ended = (*ITEMS, completed(SWEDISH, MAY_2), participant_agreed())
    given(*ended).when(agrees).then(fact(AgencyAgreed, agency=KEEPER))


def test_an_end_that_is_registered_in_silence_concludes_nothing() -> None:
    """Who may know of the plan is not known then, and so neither is who must agree."""
    silent = given(*AGREED_BUT_FOR_THE_CITY, under=NOT_ASKED)
    silent.when(ENDS).then(fact(ActivityCompleted, activity_id=SWEDISH, shared=False))


def test_a_miss_that_was_withheld_is_taken_back_in_silence() -> None:
    """C-06: a reader of the event that takes a miss back learns of the miss."""
    unheard, back = deadline_missed(shared=False), miss_taken_back(shared=False)
    agrees = AgreePlan(**KEEPER_ASKS, occurred_on=MARCH_14)
    given(*ITEMS, completed(SWEDISH, MARCH_14), participant_agreed(), unheard).when(agrees).then(
        fact(AgencyAgreed, agency=KEEPER), agreed(KEEPER), back
    )
    given(*ITEMS, unheard, agreed(KEEPER), back).when(take_back_miss).then_nothing()
