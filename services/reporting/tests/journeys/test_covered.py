"""A fact counts only if a consent held on its own day, whichever of them is received first."""

from itertools import permutations

import pytest
from msgspec.structs import replace
from services.reporting.tests.examples import Person, day
from services.reporting.tests.given import given
from services.reporting.tests.other_outcomes import renewed

from reporting.journeys.journey import Ending, Step
from samplan.contracts.codes import ExitClass
from samplan.contracts.event import ContractEvent

ANNA = Person()
AGAIN = Person(2)
"""The consent of the same participant that is given after the first has ended."""
UNTIL_AGREED = (ANNA.referred(), ANNA.consented(), ANNA.enrolled(), ANNA.opened(), ANNA.agreed())


def granted_again(on: int) -> ContractEvent:
    return replace(AGAIN.consented(on), participant_id=ANNA.participant_id, referral_id=ANNA.referral_id)


def test_an_activity_dated_after_the_revocation_is_refused_in_every_order() -> None:
    """K9"""
    racing = (ANNA.revoked(100), ANNA.started(101))

    for order in permutations(racing):
        given(*UNTIL_AGREED, *order).then_journey(furthest=Step.PLAN)


def test_an_activity_dated_before_the_revocation_counts_in_every_order() -> None:
    for order in permutations((ANNA.revoked(100), ANNA.started(99))):
        given(*UNTIL_AGREED, *order).then_journey(furthest=Step.ACTIVITY)


@pytest.mark.parametrize("end", [ANNA.revoked(100), ANNA.expired(100)], ids=["revoked", "expired"])
def test_the_same_journey_goes_on_under_a_new_consent(end: ContractEvent) -> None:
    """K2: the plan's later exit counts, and the participant counts once."""
    events = (*UNTIL_AGREED, end, granted_again(108), ANNA.to_work(120))

    given(*events).then_journey(ending=Ending(day(120), ExitClass.WORK_UNSUBSIDISED))


def test_an_exit_between_two_consents_is_refused() -> None:
    events = (*UNTIL_AGREED, ANNA.expired(100), granted_again(108), ANNA.to_work(104))

    given(*events).then_journey(ending=None)


def test_the_printed_end_holds_by_itself() -> None:
    """K5"""
    given(*UNTIL_AGREED, ANNA.to_work(311)).then_journey(ending=None)
    given(*UNTIL_AGREED, ANNA.to_work(310)).then_journey(ending=Ending(day(310), ExitClass.WORK_UNSUBSIDISED))


def test_a_renewal_leaves_no_gap() -> None:
    """K1"""
    events = (*UNTIL_AGREED, renewed(ANNA, day(600)), ANNA.to_work(311))

    given(*events).then_journey(ending=Ending(day(311), ExitClass.WORK_UNSUBSIDISED))


def test_a_fact_before_the_grant_counts_if_the_consent_covers_earlier_facts() -> None:
    late = replace(ANNA.consented(60), covers_earlier=True)

    given(ANNA.referred(), late, ANNA.enrolled(), ANNA.opened(), ANNA.agreed()).then_journey(
        furthest=Step.PLAN
    )
    given(ANNA.referred(), ANNA.consented(60), ANNA.enrolled(), ANNA.opened(), ANNA.agreed()).then_journey(
        furthest=Step.CONSENT
    )
