"""I5: `kill -9` of a relay or an inbox at any moment loses nothing, and repeats nothing in effect."""

from collections.abc import Callable
from random import Random

import pytest
from tests.faults.pipeline import Planning, Reporting, assert_nothing_lost_or_doubled

from chassis.testing.warm import WarmProcess

ROUNDS = 50
PLANS_A_ROUND = 4
LONGEST_LIFE_SECONDS = 0.25

pytestmark = pytest.mark.slow


def kill_at_random_moments(start: Callable[[], WarmProcess], planning: Planning, seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # seeded, to fail the same way again
    for _ in range(ROUNDS):
        process = start()
        planning.write_plans(PLANS_A_ROUND)
        process.kill_after(chance.uniform(0, LONGEST_LIFE_SECONDS))


class TestKilledRelay:
    def test_loses_nothing_and_doubles_nothing(self, planning: Planning, reporting: Reporting) -> None:
        reporting.inbox()
        kill_at_random_moments(planning.relay, planning, seed=5)
        planning.relay()
        assert_nothing_lost_or_doubled(planning, reporting)


class TestKilledInbox:
    def test_loses_nothing_and_doubles_nothing(self, planning: Planning, reporting: Reporting) -> None:
        planning.relay()
        kill_at_random_moments(reporting.inbox, planning, seed=6)
        reporting.inbox()
        assert_nothing_lost_or_doubled(planning, reporting)
