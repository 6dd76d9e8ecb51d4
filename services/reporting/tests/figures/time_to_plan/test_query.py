from reporting.disclosure_control.view import View
from reporting.figures.time_to_plan.query import days_to_plan


class TestDaysToPlan:
    def test_is_a_share_of_the_plans_that_were_due(self, view: View) -> None:
        answer = days_to_plan(view)
        within = answer.within_limit.total
        assert (within.numerator, within.denominator, within.percent) == (2, 4, 50.0)
        assert answer.agreed_within_limit.total.denominator == 3
        assert answer.limit == 60

    def test_has_a_median_and_quartiles(self, view: View) -> None:
        answer = days_to_plan(view)
        assert (answer.median, answer.quartiles) == (40, (40, 55))

    def test_counts_plans_in_bins_of_ten_days(self, view: View) -> None:
        filled = [(one.first_day, one.last_day, one.plans.total) for one in days_to_plan(view).bins]
        assert [one for one in filled if one[2]] == [(31, 40, 2), (61, 70, 1)]
        assert filled[0][:2] == (0, 10)
        assert filled[-1][:2] == (121, None)
