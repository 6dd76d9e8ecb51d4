"""I24: an ending has its effect once, at once, even if earlier records wait."""

from collections.abc import Iterator

import pytest
from services.chassis.tests.consents import (
    ANNA,
    GRANT,
    REFERRALS,
    REVOCATION,
    Listener,
    entered_in_error,
    garbage,
    granted,
    listening_on,
    of_unknown_type,
    published,
    revoked,
    without_effect,
)

from samplan.bus.reading.intake import replay
from samplan.bus.reading.parked import discard
from samplan.contracts.consent import ReferralCovered
from samplan.contracts.envelope import Record

COVERED = published(
    ReferralCovered(
        consent_id=ANNA, participant_id=ANNA, referral_id=ANNA, occurred_on=granted(ANNA).occurred_on
    ),
    3,
    after=1,
)
REVOKED_AFTER = published(revoked(ANNA), 5, after=3)


@pytest.fixture
def listener(database_url: str) -> Iterator[Listener]:
    with listening_on(database_url) as listener:
        yield listener


class TestAnEnding:
    @pytest.mark.parametrize("before", [garbage(), of_unknown_type(GRANT), of_unknown_type(GRANT, "opens")])
    @pytest.mark.parametrize("ending", [REVOCATION, without_effect(REVOCATION)])
    def test_does_not_wait_behind_parked_records(
        self, listener: Listener, before: Record, ending: Record
    ) -> None:
        listener.receives(before, ending)
        assert listener.applied == ["ConsentRevoked"]
        assert len(listener.reasons()) == 1

    def test_does_not_wait_within_one_batch(self, listener: Listener) -> None:
        listener.receives_at_once(garbage(), GRANT, REVOCATION)
        assert listener.applied == ["ConsentRevoked"]
        assert listener.reasons() == ["missing_envelope", "behind_parked"]

    def test_of_a_referral_does_not_wait_either(self, listener: Listener) -> None:
        listener.receives(garbage(), published(entered_in_error(ANNA), 2), topic=REFERRALS)
        assert listener.applied == ["ReferralEnteredInError"]

    def test_is_followed_by_the_history_that_waited(self, listener: Listener) -> None:
        listener.receives(garbage(), GRANT, REVOCATION)
        assert discard(listener.database, listener.id_of("missing_envelope"))
        assert replay(listener.database, listener, listener.id_of("behind_parked")) == 1
        assert listener.applied == ["ConsentRevoked", "ConsentGranted"]
        assert listener.reasons() == []

    def test_has_no_second_effect_when_it_is_redelivered(self, listener: Listener) -> None:
        listener.receives(garbage(), REVOCATION, REVOCATION)
        listener.receives_at_once(REVOCATION, REVOCATION)
        assert listener.applied == ["ConsentRevoked"]


class TestAnEndingOutOfOrder:
    def test_has_its_effect_at_once(self, listener: Listener) -> None:
        listener.receives(GRANT, REVOKED_AFTER)
        assert listener.applied == ["ConsentGranted", "ConsentRevoked"]
        assert listener.reasons() == ["came_ahead"]

    def test_has_its_effect_once_whatever_is_redelivered(self, listener: Listener) -> None:
        listener.receives(REVOKED_AFTER, REVOKED_AFTER)
        listener.receives_at_once(REVOKED_AFTER, REVOKED_AFTER)
        listener.receives(GRANT, COVERED, REVOKED_AFTER, GRANT)
        assert listener.applied == ["ConsentRevoked", "ConsentGranted", "ReferralCovered"]
        assert listener.reasons() == []

    def test_is_followed_by_the_records_behind_it_in_order(self, listener: Listener) -> None:
        later = published(granted(ANNA), 6, after=5)
        listener.receives_at_once(later, REVOKED_AFTER, GRANT, COVERED)
        assert listener.applied == ["ConsentRevoked", "ConsentGranted", "ReferralCovered", "ConsentGranted"]
        assert listener.reasons() == []

    def test_has_no_second_effect_when_it_is_replayed(self, listener: Listener) -> None:
        listener.receives(REVOKED_AFTER)
        assert replay(listener.database, listener, listener.id_of("came_ahead")) == 1
        assert listener.applied == ["ConsentRevoked"]
        assert listener.reasons() == []

    def test_has_no_second_effect_when_it_was_delivered_twice_and_is_replayed(
        self, listener: Listener
    ) -> None:
        listener.receives(REVOKED_AFTER, REVOKED_AFTER)
        assert replay(listener.database, listener, listener.id_of("came_ahead")) == 2
        assert listener.applied == ["ConsentRevoked"]
        assert listener.reasons() == []

    def test_has_no_second_effect_when_it_was_refused_at_first(self, listener: Listener) -> None:
        listener.refuses = {"ConsentRevoked"}
        listener.receives(REVOKED_AFTER)
        listener.refuses = set()
        listener.receives(REVOKED_AFTER)
        assert listener.applied == ["ConsentRevoked"]
        replay(listener.database, listener, listener.id_of("came_ahead"))
        assert listener.applied == ["ConsentRevoked"]
        assert listener.reasons() == []

    def test_has_no_second_effect_when_it_was_discarded_and_is_redelivered(self, listener: Listener) -> None:
        listener.receives(REVOKED_AFTER)
        assert discard(listener.database, listener.id_of("came_ahead"))
        listener.receives(GRANT, COVERED, REVOKED_AFTER)
        assert listener.applied == ["ConsentRevoked", "ConsentGranted", "ReferralCovered"]

    def test_that_is_refused_is_parked_and_has_its_effect_when_it_is_replayed(
        self, listener: Listener
    ) -> None:
        listener.refuses = {"ConsentRevoked"}
        listener.receives(REVOKED_AFTER)
        assert listener.reasons() == ["rule_broken"]
        listener.refuses = set()
        replay(listener.database, listener, listener.id_of("rule_broken"))
        assert listener.applied == ["ConsentRevoked"]
