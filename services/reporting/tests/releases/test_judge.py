"""What is published is proved free of disclosure; what is not safe by then is withheld too (T-16)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from services.reporting.tests.disclosure_control.crowds import CROWDS, KINDS, Crowd, census_of, published
from services.reporting.tests.disclosure_control.test_forest import Asked
from services.reporting.tests.figures.test_golden import LAST_DAY, PEOPLE

from chassis.settings.programmes import Programme
from reporting.cubes.census import Census
from reporting.disclosure_control.view import View, published_view
from reporting.projection.head import Head
from reporting.questions import PUBLISHED
from reporting.releases.judge import NotSafe, judge
from reporting.releases.nesting import code_of
from reporting.releases.tables import release_of
from samplan.disclosure.audit import Limits, audit
from samplan.disclosure.check import problems
from samplan.disclosure.findings import Kind
from samplan.disclosure.tables import ALL

pytestmark = pytest.mark.slow

ONE_KIND = [(next(n for n, kind in enumerate(KINDS) if kind.ending is None and "enrolled" in kind.dates), 20)]


def test_the_groups_of_a_large_programme_are_shown(malmokraften: Programme) -> None:
    """Nothing more is withheld of the printed figures than by the rule for nested groups."""
    view = published_view(Census(malmokraften, LAST_DAY, PEOPLE, {}), Head(1, 0, None, None))
    assert judge(view, "first").hidden == view.hidden


def test_an_outcome_that_everybody_shares_is_withheld(malmokraften: Programme) -> None:
    view = published(census_of(ONE_KIND, malmokraften))
    assert Kind.OUTCOME in {finding.kind for finding in audit(release_of(view, "first")).findings}
    judged = judge(view, "first")
    assert judged.hidden > view.hidden
    assert [*problems([judged.release], judged.proof)] == []


@settings(max_examples=15, deadline=None)
@given(crowd=CROWDS)
def test_no_number_is_shown_that_the_tables_do_not_print(malmokraften: Programme, crowd: Crowd) -> None:
    """Of judged tables and of those before: the same groups are asked for."""
    view = published(census_of(crowd, malmokraften))
    asked = Asked(view.census, view.head, is_published=True, tells_sexes=view.tells_sexes, hidden=view.hidden)
    asked.keys.clear()
    for figure in PUBLISHED:
        figure.answer(asked)
    shown = {key for key in asked.keys - view.hidden if view.census.of(*key).total}
    assert {code_of(key) for key in shown} <= printed(view) | {"participants"}


def printed(view: View) -> set[str]:
    return {at[-1] for table in release_of(view, "one").tables for at in table.printed if at[-1] != ALL}


def test_figures_that_are_not_judged_in_time_are_not_published(malmokraften: Programme) -> None:
    view = published(census_of(ONE_KIND, malmokraften))
    with pytest.raises(NotSafe):
        judge(view, "first", limits=Limits(seconds=0))
