"""P-05, K22: the present track is the latest by date, and health is followed up before work or studies."""

from datetime import date
from itertools import permutations

import pytest
from services.planning.tests.examples import (
    AUGUST_15,
    CITY,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLAN_AGREED,
    PLAN_OPENED,
    TO_WORK,
    appointed,
    chosen,
    exited_to_work,
    given,
    leave,
)

from planning.coordination.appoint_coordinator import AppointCoordinator
from planning.ending.record_exit import ExitBlocked
from planning.plan import Plan
from planning.plan.by_date import entered, in_force
from planning.track.choose_track import ChooseTrack
from samplan.contracts.codes import Track

MARCH_1 = date(2022, 3, 1)
WORK_THEN_HEALTH_LATE = (*PLAN_AGREED, chosen(Track.WORK, MAY_2), chosen(Track.HEALTH, MARCH_1))


class TestWhatHoldsByDate:
    @pytest.mark.parametrize("order", list(permutations([("a", MARCH_1), ("b", MARCH_14), ("c", MAY_2)])))
    def test_does_not_depend_on_the_order_of_entry(self, order: tuple[tuple[str, date], ...]) -> None:
        known: tuple[tuple[str, date], ...] = ()
        for one, on in order:
            known = entered(known, one, on)
        assert known == (("a", MARCH_1), ("b", MARCH_14), ("c", MAY_2))
        assert [in_force(known, on) for on in (MARCH_1, date(2022, 5, 1), MAY_2)] == ["a", "b", "c"]

    def test_is_nothing_before_the_first(self) -> None:
        assert in_force(entered((), "a", MARCH_14), MARCH_1) is None

    def test_of_one_day_is_what_was_entered_last(self) -> None:
        assert in_force(entered(entered((), "a", MARCH_14), "b", MARCH_14)) == "b"


class TestATrackEnteredLate:
    def test_leaves_the_later_one_in_force(self) -> None:
        assert given(*WORK_THEN_HEALTH_LATE).aggregate(Plan).track is Track.WORK

    def test_does_not_block_an_exit_to_work_after_the_later_one(self) -> None:
        given(*WORK_THEN_HEALTH_LATE).when(leave(TO_WORK, on=AUGUST_15)).then(exited_to_work())

    def test_blocks_one_on_a_day_when_health_was_in_force(self) -> None:
        given(*WORK_THEN_HEALTH_LATE).when(leave(TO_WORK, on=MARCH_14)).then_refused(ExitBlocked)

    def test_is_recorded_though_it_is_the_present_one(self) -> None:
        (
            given(*PLAN_OPENED, chosen(Track.WORK, MAY_2))
            .when(ChooseTrack(**KEEPER_ASKS, track=Track.WORK, occurred_on=MARCH_14))
            .then(chosen(Track.WORK, MARCH_14))
        )


def test_a_coordinator_entered_late_leaves_the_later_one_in_force() -> None:
    outcome = given(*PLAN_OPENED, appointed(KEEPER, MAY_2)).when(
        AppointCoordinator(**KEEPER_ASKS, agency=CITY, occurred_on=MARCH_14)
    )
    outcome.then(appointed(CITY, MARCH_14))
    assert outcome.aggregate.coordinator == KEEPER
