"""R-13: one of a participant's two referrals turns out to be about another person."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.journeys.referred_twice import Twice, consent_at_once, of_kind, refer_twice
from tests.journeys.side_by_side import CITY, STATE, SideBySide

from samplan.contracts.codes import RevocationReason
from samplan.contracts.consent import ConsentRevoked

pytestmark = pytest.mark.slow

WRONG_ON = 20
FUNNEL = "/v1/internal/programmes/malmokraften/funnel"
EXITS = "/v1/internal/programmes/malmokraften/exits"


@pytest.fixture(autouse=True)
def whole_again() -> None:
    """Overrides the shared fixture: everything runs in this process."""


@pytest.fixture
def side_by_side(tmp_path: Path) -> Iterator[SideBySide]:
    with ExitStack() as stack:
        yield SideBySide(tmp_path, stack)


def enter_first_in_error(twice: Twice, *, carried: str) -> None:
    twice.first.enter_in_error(WRONG_ON)
    twice.services.carry(first=carried)
    assert twice.services.parked() == []


def consents_of(twice: Twice) -> list[str]:
    """The referrals of the consents still in force."""
    found = {
        one.referral_id: twice.services.consent.get(
            f"/v1/consents?referralId={one.referral_id}&on=2021-09-01", agency="malmo-ama"
        ).json()
        for one in twice.offices
    }
    return [referral_id for referral_id, consents in found.items() if consents]


@pytest.mark.parametrize("carried", [CITY, STATE])
class TestAWrongReferral:
    def test_under_a_separate_consent_ends_it_and_leaves_the_plan_to_the_other(
        self, side_by_side: SideBySide, carried: str
    ) -> None:
        twice = consent_at_once(side_by_side, carried=carried)
        enter_first_in_error(twice, carried=carried)
        [ended] = of_kind(side_by_side.consent.published(), ConsentRevoked)
        assert (str(ended.consent_id), ended.reason) == (twice.consent_id, RevocationReason.ENTERED_IN_ERROR)
        assert consents_of(twice) == [twice.second.referral_id]
        [plan] = side_by_side.planning.get(
            f"/v1/plans?participantId={twice.participant_id}", agency="malmo-ama"
        ).json()
        shown = side_by_side.planning.get(f"/v1/plans/{plan['planId']}", agency="malmo-ama").json()
        assert (shown["sharingIsClosed"], shown["enteredInErrorOn"]) == (False, None)

    def test_under_a_shared_consent_leaves_it_in_force_for_the_other(
        self, side_by_side: SideBySide, carried: str
    ) -> None:
        twice = refer_twice(side_by_side, CITY, STATE, carried=carried)
        before = side_by_side.consent.published()
        enter_first_in_error(twice, carried=carried)
        assert side_by_side.consent.published() == before
        assert consents_of(twice) == [twice.second.referral_id]

    def test_is_no_withdrawal_in_any_figure(self, side_by_side: SideBySide, carried: str) -> None:
        twice = consent_at_once(side_by_side, carried=carried)
        enter_first_in_error(twice, carried=carried)
        steps = side_by_side.reporting.get(FUNNEL).json()["steps"]
        assert {step["step"]: step["reached"]["total"] for step in steps}["enrolled"] == 1
        exits = side_by_side.reporting.get(EXITS)
        assert exits.status_code == 200
        assert "consent_withdrawn" not in exits.text
