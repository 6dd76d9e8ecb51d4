"""The evidence is an e-variable block by block: looked at every week, it seldom exceeds a limit by chance."""

from __future__ import annotations

from itertools import product
from math import comb, exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.proof.alarm import PERCENT, alarm_week, drawn

from reporting.answers.anytime import Block, evidence

SEEN = [Block(9, 2, 11, 8), Block(14, 5, 7, 5)]


@settings(max_examples=25)
@given(women=st.integers(0, 5), men=st.integers(0, 5), share=st.floats(0.01, 0.99))
def test_a_block_of_equal_shares_is_expected_to_add_none(women: int, men: int, share: float) -> None:
    before = list(evidence(SEEN))[-1]
    expected = 0.0
    for some, others in product(range(women + 1), range(men + 1)):
        chance = binomial(women, some, share) * binomial(men, others, share)
        block = Block(women, some, men, others)
        expected += chance * exp(list(evidence([*SEEN, block]))[-1] - before)
    assert expected <= 1 + 1e-9


def binomial(people: int, some: int, share: float) -> float:
    return comb(people, some) * share**some * (1 - share) ** (people - some)


def test_people_of_one_sex_alone_say_nothing() -> None:
    assert list(evidence([Block(12, 3, 0, 0), Block(0, 0, 9, 9)])) == pytest.approx([0, 0])


def test_a_difference_is_found() -> None:
    course = list(evidence([Block(20, 4, 20, 10)] * 60))
    assert max(course) > log(1000)


@pytest.mark.slow
def test_few_of_many_programmes_with_equal_access_ever_alarm() -> None:
    """`make prove-alarm` runs 10,000 of three years."""
    weeks = [alarm_week(drawn(seed, gap=0.0)) for seed in range(200)]
    assert 100 * sum(week is not None for week in weeks) <= PERCENT * len(weeks)
