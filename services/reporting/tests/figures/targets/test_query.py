from datetime import date
from fractions import Fraction

import pytest
from services.reporting.tests.figures.conftest import LAST_DAY

from chassis.settings.programmes import Programme
from reporting.disclosure_control.view import View
from reporting.figures.targets.query import target_attainment
from reporting.programmes.indicators import TargetRow
from samplan.contracts.codes.indicators import Direction


class TestTargetAttainment:
    def test_follows_each_target_month_by_month(self, view: View) -> None:
        counted = next(one for one in target_attainment(view).targets if one.target == "to_work_or_studies")
        assert [(one.on, one.outcome) for one in counted.over_time][2:6] == [
            (date(2022, 8, 31), 0),
            (date(2022, 9, 30), 1),
            (date(2022, 10, 31), 2),
            (date(2022, 11, 30), 2),
        ]
        assert counted.over_time[-1].on == LAST_DAY

    def test_measures_shares_of_those_enrolled(self, view: View) -> None:
        women = next(one for one in target_attainment(view).targets if one.target == "share_women")
        assert women.share is not None
        assert (women.share.percent, women.in_force.is_met) == (60.0, True)

    @pytest.mark.parametrize(
        ("women", "is_met"), [("39.99", False), ("40", True), ("50", True), ("60", True), ("80", False)]
    )
    def test_judges_a_two_sided_target_on_both_sides(
        self, malmokraften: Programme, women: str, is_met: bool
    ) -> None:
        """K82: 80 percent women is no way to meet 50/50."""
        (even,) = malmokraften.history(TargetRow, of="share_women")
        assert even.is_met_by(Fraction(women), Direction.WITHIN) is is_met

    def test_gives_a_two_sided_target_a_deviation_and_no_attainment(self, view: View) -> None:
        women = next(one for one in target_attainment(view).targets if one.target == "share_women").in_force
        assert (women.attained_percent, women.deviation, women.target.tolerance) == (None, 10, 10)

    def test_judges_a_target_that_is_a_limit(self, malmokraften: Programme) -> None:
        limit = malmokraften.history(TargetRow, of="participants")[0]
        met = [limit.is_met_by(Fraction(people), Direction.AT_MOST) for people in (5599, 5600, 5601)]
        assert met == [True, True, False]
