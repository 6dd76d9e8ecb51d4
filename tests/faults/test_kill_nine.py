"""I5: `kill -9` of a relay or an inbox at any moment loses nothing, and repeats nothing in effect."""

from collections.abc import Callable
from random import Random

import pytest
from tests.faults.pipeline import Pipeline

from chassis.testing.warm import WarmProcess

ROUNDS = 50
PLANS_A_ROUND = 4
LONGEST_LIFE_SECONDS = 0.25

pytestmark = pytest.mark.slow


def kill_at_random_moments(start: Callable[[], WarmProcess], pipeline: Pipeline, seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # seeded, to fail the same way again
    for _ in range(ROUNDS):
        process = start()
        pipeline.write_plans(PLANS_A_ROUND)
        process.kill_after(chance.uniform(0, LONGEST_LIFE_SECONDS))


class TestKilledRelay:
    def test_loses_nothing_and_doubles_nothing(self, pipeline: Pipeline) -> None:
        pipeline.inbox()
        kill_at_random_moments(pipeline.relay, pipeline, seed=5)
        pipeline.relay()
        pipeline.wait_until_caught_up()
        assert pipeline.facts() == pipeline.published()
        assert pipeline.digest() == pipeline.digest_of_a_rebuild()


class TestKilledInbox:
    def test_loses_nothing_and_doubles_nothing(self, pipeline: Pipeline) -> None:
        pipeline.relay()
        kill_at_random_moments(pipeline.inbox, pipeline, seed=6)
        pipeline.inbox()
        pipeline.wait_until_caught_up()
        assert pipeline.facts() == pipeline.published()
        assert pipeline.digest() == pipeline.digest_of_a_rebuild()
