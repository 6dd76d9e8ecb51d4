"""Each reader's question, on a small programme that is counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programmes
from reporting.answers.answer import BySex, Count
from reporting.disclosure_control.view import View, Views, open_view
from reporting.figures.exits.query import exits_by_sex
from reporting.figures.funnel.query import Funnel, Step, funnel
from reporting.figures.participants.query import participants
from reporting.figures.targets.query import target_attainment
from reporting.figures.time_to_plan.query import days_to_plan
from reporting.projection.projector import Projector
from samplan.bus.reading.intake import take_in
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency, DeclineReason, ExitClass, Outcome, Sex
from samplan.contracts.event import ContractEvent

LAST_DAY = date(2022, 12, 31)


def seven_people() -> list[ContractEvent]:
    """Three women and two men enrolled, one who was declined and one who is to be assessed."""
    anna, bea, cia = (Person(n, Sex.WOMAN) for n in (1, 2, 3))
    dan, eli = (Person(n, Sex.MAN, Agency.FK) for n in (4, 5))
    faye, gro = Person(6), Person(7)
    return [
        *anna.whole_way(),
        *bea.whole_way()[:-1],
        bea.to_studies(150, ExitClass.STUDIES_RETAINED_SUPPORT),
        *cia.whole_way()[:8],
        cia.overdue(),
        *dan.whole_way()[:8],
        dan.agreed(82),
        dan.revoked(100),
        *eli.whole_way()[:6],
        faye.referred(),
        faye.assessed(outcome=Outcome.NOT_MET),
        faye.declined(reason=DeclineReason.NOT_IN_TARGET_GROUP),
        gro.referred(),
    ]


@pytest.fixture
def view(store: Database, programmes: Programmes) -> View:
    for batch in by_topic(Publisher().publish(seven_people())).values():
        take_in(store, Projector(), batch)
    return Views(store, programmes).internal("malmokraften", LAST_DAY)


def step(answer: Funnel, name: str) -> Step:
    return next(step for step in answer.steps if step.step == name)


def row(people: BySex) -> tuple[Count | None, ...]:
    return people.women, people.men, people.total


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

    def test_loses_nobody_between_two_steps(self, view: View) -> None:
        steps = funnel(view).steps[:-1]
        for here, following in zip(steps, [*steps[1:], None], strict=True):
            beyond = int(following.reached.total) if following else 0
            left = sum(int(one.people) for one in here.left)
            assert here.reached.total == beyond + left + int(here.waiting or 0)

    def test_measures_the_days_since_the_step_before(self, view: View) -> None:
        assert step(funnel(view), "eligible").median_days == 2
        assert step(funnel(view), "plan").median_days == 40
        assert step(funnel(view), "exit").median_days == 108


class TestExitsBySex:
    def test_counts_each_indicator_by_the_definition_of_the_day(self, view: View) -> None:
        people = {one.indicator: row(one.people) for one in exits_by_sex(view).outcomes}
        assert people == {"to_work": (1, 0, 1), "to_studies": (1, 0, 1), "to_work_or_studies": (2, 0, 2)}

    def test_shows_what_each_version_would_have_counted(self, view: View) -> None:
        studies = next(one for one in exits_by_sex(view).outcomes if one.indicator == "to_studies")
        assert [(version, people.total) for version, people in studies.by_version] == [(1, 0), (2, 1)]

    def test_lists_classes_and_months(self, view: View) -> None:
        exits = exits_by_sex(view)
        assert {one.exit_class: one.people.total for one in exits.classes} == {
            "work_unsubsidised": 1,
            "studies_retained_support": 1,
            "consent_withdrawn": 1,
        }
        assert [(one.month, row(one.counted), row(one.other)) for one in exits.months] == [
            (date(2022, 9, 1), (1, 0, 1), (0, 1, 1)),
            (date(2022, 10, 1), (1, 0, 1), (0, 0, 0)),
        ]


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


def test_participants_by_referring_agency(view: View) -> None:
    rows = {one.code: row(one.people) for one in participants(view).referring_agency}
    assert rows == {"malmo-ifo": (3, 0, 3), "fk": (0, 2, 2)}


def test_the_published_view_of_so_few_tells_no_number(view: View) -> None:
    published = open_view(view.census, view.head, is_published=True)
    told = exits_by_sex(published).model_dump(mode="json")
    assert set(told["starters"].values()) <= {"<5", ".."}
    assert all(set(one["people"].values()) <= {"<5", ".."} for one in told["classes"])
