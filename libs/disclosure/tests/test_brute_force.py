"""The audit's verdict is that of trying every table of people that agrees with what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libs.disclosure.tests.examples import by_class, release
from numpy.typing import NDArray

from samplan.disclosure.audit import audit
from samplan.disclosure.findings import Kind
from samplan.disclosure.knowledge import Knowledge
from samplan.disclosure.targets import Asked, targets
from samplan.testing.extent import extent

PEOPLE = st.lists(st.sampled_from([0, 1, 2, 4, 5, 6]), min_size=5, max_size=5)
HIDDEN = st.sets(st.sampled_from(["subsidised", "open", "work", "studies", "moved"])).map(sorted)

Tables = NDArray[np.int64]


def possible(known: Knowledge, whole: int) -> Tables:
    """All tables of so many people, without those that contradict what is printed."""
    columns = len(known.columns)
    bars = np.array([*combinations(range(whole + columns - 1), columns - 1)])
    edges = np.pad(bars, ((0, 0), (1, 1)), constant_values=((-1, -1), (-1, whole + columns - 1)))
    tables: Tables = np.diff(edges, axis=1) - 1
    kept = [_of(known, row.sum, tables) == row.high for row in known.equalities]
    return tables[np.logical_and.reduce(kept)]


def _of(known: Knowledge, sum_of: Mapping[int, int], tables: Tables) -> Tables:
    factors = np.array([sum_of.get(column, 0) for column in range(len(known.columns))])
    numbers: Tables = tables @ factors
    return numbers


def few_are_known(known: Knowledge, tables: Tables) -> bool:
    """Whether a number from 1 to 4 is possible, and not both 0 and 5; or certain, of any set of groups."""
    for target in targets(known):
        numbers = set(_of(known, target.sum, tables).tolist())
        is_wide = 0 in numbers and max(numbers) >= 5
        if target.asked is Asked.NOT_FEW and numbers & {1, 2, 3, 4} and not is_wide:
            return True
    sets = tables @ np.array([*product((0, 1), repeat=len(known.columns))]).T
    is_certain = sets.min(axis=0) == sets.max(axis=0)
    return bool((is_certain & (sets[0] > 0) & (sets[0] < 5)).any())


@pytest.mark.slow
@settings(max_examples=extent(30, in_ci=80), deadline=None)
@given(people=PEOPLE, hidden=HIDDEN)
def test_a_release_is_safe_if_and_only_if_no_table_of_people_tells(
    people: list[int], hidden: list[str]
) -> None:
    subsidised, opened, studies, moved, rest = people
    numbers = {"subsidised": subsidised, "open": opened, "studies": studies, "moved": moved, "rest": rest}
    one = release(by_class(hidden, **numbers))
    findings = {finding.kind for finding in audit(one).findings}
    if Kind.SMALL not in findings:
        known = Knowledge([one])
        assert bool(findings) == few_are_known(known, possible(known, sum(people)))
