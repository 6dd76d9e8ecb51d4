"""I5: `kill -9` of a relay or an inbox at any moment loses nothing and has no effect twice."""

import time
from collections.abc import Callable
from random import Random

import pytest
from tests.faults.pipeline import Planning, Reporting, assert_nothing_lost_or_doubled

from samplan.testing.extent import extent
from samplan.testing.servers.processes import ChildProcess
from samplan.testing.waiting import wait_until

ROUNDS = extent(10, in_ci=50)
PLANS_A_ROUND = 8

pytestmark = pytest.mark.slow


def kill_at_random_moments(
    start: Callable[[], ChildProcess], planning: Planning, is_done: Callable[[], bool], seed: int
) -> None:
    """Kill at random moments, most often while a round is being processed."""
    chance = Random(seed)  # noqa: S311  # seeded, so that a failure repeats
    needed = min(seconds_for_a_round(start, planning, is_done) for _ in range(3))
    for _ in range(ROUNDS):
        process = start()
        planning.write_plans(PLANS_A_ROUND)
        process.kill_after(chance.triangular(0, 1.4 * needed, needed))


def seconds_for_a_round(
    start: Callable[[], ChildProcess], planning: Planning, is_done: Callable[[], bool]
) -> float:
    """Seconds for one round on this machine under its current load."""
    planning.write_plans(PLANS_A_ROUND)
    began = time.monotonic()
    process = start()
    wait_until(is_done, lambda: "the first round is not complete")
    needed = time.monotonic() - began
    process.kill()
    return needed


class TestKilledRelay:
    def test_loses_nothing_and_doubles_nothing(self, planning: Planning, reporting: Reporting) -> None:
        reporting.inbox()
        kill_at_random_moments(planning.relay, planning, planning.is_all_published, seed=5)
        planning.relay()
        assert_nothing_lost_or_doubled(planning, reporting)


class TestKilledInbox:
    def test_loses_nothing_and_doubles_nothing(self, planning: Planning, reporting: Reporting) -> None:
        planning.relay()
        kill_at_random_moments(
            reporting.inbox,
            planning,
            lambda: reporting.has_all(planning.published(), planning.source),
            seed=6,
        )
        reporting.inbox()
        assert_nothing_lost_or_doubled(planning, reporting)
