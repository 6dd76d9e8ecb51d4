"""A delivery is allowed by one consent, which covers the day of the fact and names those it tells of."""

from datetime import date

from libs.privacy.tests.circle_examples import (
    MAY_2,
    MAY_3,
    NARROW,
    NOON,
    PARTICIPANT,
    TWO,
    WIDE,
    YEAR_END,
    blocked,
    circle,
    granted,
    revoked,
)
from msgspec.structs import replace

from samplan.contracts.codes import Agency
from samplan.contracts.consent import EmergencyAccessOpened, GrantAcknowledged
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_deliver import Delivering, may_deliver
from samplan.privacy.circle.may_know import Allowed, Rule

CARE, IFO, AF, FK = Agency.REGION_SKANE, Agency.MALMO_IFO, Agency.AF, Agency.FK
NEXT_YEAR = date(2023, 1, 1)
STARTED = Delivering(
    what="samplan.planning.ActivityStarted.v1",
    recipient=CARE,
    owner=AF,
    makers=frozenset({IFO}),
    occurred_on=MAY_2,
    today=MAY_3,
)


def rule(found: Circle, asked: Delivering = STARTED) -> Rule:
    return may_deliver(found, asked).rule


def test_a_consent_that_names_both_allows_it() -> None:
    assert rule(circle(granted())) is Rule.CONSENT


def test_a_recipient_that_was_never_named_gets_nothing() -> None:
    assert rule(circle(granted(agencies=(AF, IFO)))) is Rule.NOT_NAMED


def test_nothing_follows_an_end_a_block_or_the_printed_last_day() -> None:
    assert rule(circle(granted(), revoked())) is Rule.NOT_IN_FORCE
    assert rule(circle(granted(), blocked())) is Rule.BLOCKED
    assert rule(circle(granted()), replace(STARTED, today=NEXT_YEAR)) is Rule.NOT_IN_FORCE
    assert rule(circle(granted()), replace(STARTED, today=YEAR_END)) is Rule.CONSENT


def test_a_consent_that_has_ended_hides_no_other() -> None:
    assert rule(circle(granted(), granted(NARROW, 2), revoked(version=3))) is Rule.CONSENT


def test_a_fact_from_before_the_consent_needs_one_that_covers_earlier_facts() -> None:
    later = granted(occurred_on=MAY_3)
    assert rule(circle(granted(occurred_on=MAY_2))) is Rule.CONSENT
    assert rule(circle(later)) is Rule.NOT_IN_FORCE
    assert rule(circle(replace(later, covers_earlier=True))) is Rule.CONSENT


def test_what_another_agency_did_needs_one_consent_that_names_both() -> None:
    apart = circle(granted(agencies=(AF, CARE)), granted(NARROW, agencies=(AF, IFO)))
    assert rule(apart) is Rule.NOT_NAMED
    assert rule(apart, replace(STARTED, makers=frozenset({AF, CARE}))) is Rule.CONSENT


def test_a_block_on_the_maker_does_not_take_back_what_it_did() -> None:
    assert rule(circle(granted(), blocked(IFO))) is Rule.CONSENT


def test_a_recorder_waits_for_the_owners_acknowledgement() -> None:
    waiting = circle(granted(granted_by=CARE))
    accepted = circle(
        granted(granted_by=CARE),
        GrantAcknowledged(
            consent_id=WIDE, participant_id=PARTICIPANT, owner=AF, circle_version=2, occurred_on=MAY_2
        ),
    )
    assert rule(waiting) is Rule.NOT_ACKNOWLEDGED
    assert rule(accepted) is Rule.CONSENT


def test_emergency_access_delivers_nothing() -> None:
    opened = EmergencyAccessOpened(
        participant_id=PARTICIPANT,
        agency=FK,
        opened_at=NOON,
        closes_at=TWO,
        circle_version=2,
        occurred_on=MAY_2,
    )
    assert rule(circle(granted(), opened), replace(STARTED, recipient=FK)) is Rule.NOT_NAMED


def test_what_no_consent_opens_is_delivered_to_its_owner_alone() -> None:
    referral = replace(STARTED, what="samplan.referral.ReferralSubmitted.v1")
    assert rule(circle(granted())) is Rule.CONSENT
    assert rule(circle(granted()), referral) is Rule.NOT_SHARED
    assert rule(circle(), replace(STARTED, recipient=AF)) is Rule.OWN_RECORD


def test_the_consent_that_allows_it_and_the_circles_version_are_stated() -> None:
    decision = may_deliver(circle(granted(), granted(NARROW, 2, agencies=(AF,))), STARTED)
    assert decision == Allowed(rule=Rule.CONSENT, version=2, consent_id=WIDE)
