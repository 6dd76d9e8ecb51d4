from __future__ import annotations

from datetime import date

from services.reporting.tests.figures.conftest import LAST_DAY

from chassis.settings.programmes import Programme, Programmes
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import Views
from reporting.figures.indicators.answer import IndicatorFigure, Value
from reporting.figures.indicators.query import indicators, warnings_of
from reporting.programmes.indicators import Indicator
from samplan.bus.store.transactions import Database


def figure(view: View, name: str) -> IndicatorFigure:
    return next(one for one in indicators(view).indicators if one.indicator == name)


def parts(value: Value) -> tuple[int, int | None]:
    return value.numerator, value.denominator


class TestAnIndicator:
    def test_counts_people_of_people_by_sex_and_each_of_its_dimensions(self, view: View) -> None:
        work = figure(view, "to_work")
        assert {(one.dimension, one.code): parts(one.value) for one in work.groups} == {
            ("all", ""): (1, 5),
            ("sex", "woman"): (1, 3),
            ("sex", "man"): (0, 2),
            ("agency", "af"): (0, 0),
            ("agency", "fk"): (0, 2),
            ("agency", "malmo-ama"): (0, 0),
            ("agency", "malmo-ifo"): (1, 3),
            ("agency", "region-skane"): (0, 0),
        }

    def test_has_an_interval_however_few_the_people_are(self, view: View) -> None:
        whole = figure(view, "to_work").whole
        assert (whole.percent, whole.low, whole.high) == (20.0, 3.62, 62.45)
        nobody = next(one.value for one in figure(view, "to_work").groups if one.code == "af")
        assert (nobody.percent, nobody.low, nobody.high) == (None, None, None)

    def test_of_nobody_yet_is_nobody_of_nobody(
        self, view: View, store: Database, programmes: Programmes
    ) -> None:
        first_day = Views(store, programmes).internal("malmokraften", date(2020, 1, 2))
        assert {parts(one.value) for one in figure(first_day, "to_work").groups} == {(0, 0)}

    def test_that_has_no_whole_is_a_number(self, view: View) -> None:
        people = figure(view, "participants")
        assert (parts(people.whole), people.whole.percent) == ((5, None), None)

    def test_of_women_is_not_counted_by_sex(self, view: View) -> None:
        women = figure(view, "women")
        assert [(one.dimension, parts(one.value)) for one in women.groups] == [("all", (3, 5))]

    def test_shows_both_lines_of_a_definition_that_has_changed(self, view: View) -> None:
        studies = figure(view, "to_studies")
        assert [(one.version, parts(one.value)) for one in studies.by_version] == [(1, (0, 5)), (2, (1, 5))]
        assert parts(studies.whole) == (1, 5)
        assert [parts(one.over_time[-1].value) for one in studies.by_version] == [(0, 5), (1, 5)]
        assert [one.valid_from for one in studies.definitions] == [date(2020, 1, 2), date(2021, 4, 1)]

    def test_is_judged_against_the_target_of_a_number_and_of_a_share(self, view: View) -> None:
        count, share = figure(view, "to_work_or_studies").targets
        assert (count.in_force.target.value, count.in_force.deviation, count.first.target.value) == (
            1800,
            -1798,
            2500,
        )
        assert (share.name.sv, share.in_force.deviation) == ("Andel till arbete eller studier", -5.0)

    def test_is_followed_month_by_month(self, view: View) -> None:
        work = figure(view, "to_work")
        assert [parts(one.value) for one in work.over_time if one.on.year == 2022][4:9] == [
            (0, 0),
            (0, 5),
            (0, 5),
            (0, 5),
            (1, 5),
        ]
        assert work.over_time[-1].on == LAST_DAY

    def test_within_a_year_counts_those_who_have_been_followed_for_a_year(
        self, view: View, store: Database, programmes: Programmes
    ) -> None:
        assert parts(figure(view, "to_work_within_a_year").whole) == (0, 0)
        a_year_later = Views(store, programmes).internal("malmokraften", date(2023, 6, 13))
        assert parts(figure(a_year_later, "to_work_within_a_year").whole) == (1, 5)

    def test_counts_plans_due_and_agreed_in_time(self, view: View) -> None:
        assert parts(figure(view, "plan_in_time").whole) == (2, 4)
        in_august = figure(view, "plan_in_time").over_time
        assert parts(next(one.value for one in in_august if one.on == date(2022, 8, 31))) == (2, 4)


class TestTheAnswer:
    def test_has_no_warning_where_its_numbers_agree(self, view: View) -> None:
        assert [one.warnings for one in indicators(view).indicators if one.warnings] == []

    def test_warns_of_groups_that_exceed_or_do_not_add_up_to_the_whole(
        self, view: View, malmokraften: Programme
    ) -> None:
        [to_work] = malmokraften.history(Indicator, of="to_work")
        groups = figure(view, "to_work").groups
        wrong = groups[1].value.model_copy(update={"numerator": 4})
        found = warnings_of(to_work, (groups[0], groups[1].model_copy(update={"value": wrong}), *groups[2:]))
        assert [(one.code, one.where) for one in found] == [
            ("part_exceeds_whole", "to_work:sex:woman"),
            ("row_does_not_add_up", "to_work:sex"),
        ]

    def test_says_which_facts_it_is_counted_from(
        self, view: View, store: Database, programmes: Programmes
    ) -> None:
        answer = indicators(view)
        assert (answer.last_fact, len(answer.facts_hash)) == (view.head.position, 64)
        views = Views(store, programmes)
        assert indicators(views.internal("malmokraften", LAST_DAY)).facts_hash == answer.facts_hash
        earlier = views.as_known_at("malmokraften", answer.last_fact - 1, LAST_DAY)
        assert indicators(earlier).facts_hash != answer.facts_hash

    def test_is_preliminary_until_the_programme_is_over(
        self, view: View, store: Database, programmes: Programmes
    ) -> None:
        day_before = Views(store, programmes).internal("malmokraften", date(2022, 12, 30))
        assert (indicators(view).status, indicators(day_before).status) == ("final", "preliminary")
