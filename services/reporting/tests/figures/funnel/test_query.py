from services.reporting.tests.figures.reading import row

from reporting.disclosure_control.view import View
from reporting.figures.funnel.query import Funnel, Step, funnel


def step(answer: Funnel, name: str) -> Step:
    return next(step for step in answer.steps if step.step == name)


class TestFunnel:
    def test_counts_who_has_reached_each_step(self, view: View) -> None:
        assert [(one.step, one.reached.total) for one in funnel(view).steps] == [
            ("referred", 7),
            ("eligible", 5),
            ("intake", 5),
            ("consent", 5),
            ("enrolled", 5),
            ("plan", 3),
            ("activity", 2),
            ("exit", 3),
        ]

    def test_knows_sex_from_enrolment_on(self, view: View) -> None:
        assert row(step(funnel(view), "consent").reached) == (None, None, 5)
        assert row(step(funnel(view), "enrolled").reached) == (3, 2, 5)

    def test_says_why_people_left_and_who_waits(self, view: View) -> None:
        referred = step(funnel(view), "referred")
        assert [(one.reason, one.people) for one in referred.left] == [("not_in_target_group", 1)]
        assert referred.waiting == 1

    def test_counts_everyone_between_two_steps(self, view: View) -> None:
        steps = funnel(view).steps[:-1]
        for here, following in zip(steps, [*steps[1:], None], strict=True):
            beyond = int(following.reached.total) if following else 0
            left = sum(int(one.people) for one in here.left)
            assert here.reached.total == beyond + left + int(here.waiting or 0)

    def test_measures_the_days_since_the_step_before(self, view: View) -> None:
        assert step(funnel(view), "eligible").median_days == 2
        assert step(funnel(view), "plan").median_days == 40
        assert step(funnel(view), "exit").median_days == 108
