from datetime import date

from services.reporting.tests.figures.conftest import LAST_DAY

from reporting.disclosure_control.view import View
from reporting.figures.targets.query import target_attainment


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
