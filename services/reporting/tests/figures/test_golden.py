"""The golden figures of Malmökraften 2.0 (slutrapport 2023), from a census as of its last day."""

from __future__ import annotations

from datetime import date

import pytest
from services.reporting.tests.figures.reading import row

from chassis.settings.programmes import Programme
from reporting.answers.answer import Withheld
from reporting.cubes.census import Census, Key, People
from reporting.disclosure_control.view import View, exact_view, published_view
from reporting.figures.exits.query import ExitsBySex, Outcome, exits_by_sex
from reporting.figures.participants.query import participants
from reporting.figures.targets.query import Attainment, target_attainment
from reporting.projection.head import Head

LAST_DAY = date(2022, 12, 31)
PEOPLE: dict[Key, People] = {
    ("participants",): People(2188, 2107),
    ("agency", "fk"): People(173, 101),
    ("agency", "af"): People(2015, 2006),
    ("exit",): People(1718, 1694),
    ("counted",): People(915, 959),
    ("exit", "to_work"): People(766, 900),
    ("exit", "to_work", "work_unsubsidised"): People(398, 532),
    ("exit", "to_work", "work_subsidised"): People(368, 368),
    ("exit", "to_studies"): People(149, 59),
    ("exit", "to_studies", "studies_student_aid"): People(62, 25),
    ("exit", "to_studies", "studies_retained_support"): People(87, 34),
    ("other",): People(803, 735),
    ("exit", "other", "returned_to_regular"): People(779, 717),
    ("exit", "other", "consent_withdrawn"): People(12, 9),
    ("exit", "other", "studies_retained_support"): People(9, 5),
    ("exit", "other", "deceased"): People(3, 4),
}


@pytest.fixture(params=["published", "internal"])
def view(request: pytest.FixtureRequest, malmokraften: Programme) -> View:
    census = Census(malmokraften, LAST_DAY, PEOPLE, {})
    open_view = {"published": published_view, "internal": exact_view}[request.param]
    return open_view(census, Head(1, 0, None, None))


def outcome(exits: ExitsBySex, indicator: str) -> Outcome:
    return next(one for one in exits.outcomes if one.indicator == indicator)


def target(view: View, name: str) -> Attainment:
    return next(one for one in target_attainment(view).targets if one.target == name)


class TestExits:
    def test_are_counted_by_sex(self, view: View) -> None:
        exits = exits_by_sex(view)
        assert row(exits.starters) == (2188, 2107, 4295)
        assert row(outcome(exits, "to_work").people) == (766, 900, 1666)
        assert row(outcome(exits, "to_studies").people) == (149, 59, 208)
        assert row(outcome(exits, "to_work_or_studies").people) == (915, 959, 1874)

    def test_are_shares_of_those_who_started(self, view: View) -> None:
        shares = outcome(exits_by_sex(view), "to_work_or_studies").of_starters
        assert (shares.women.percent, shares.men.percent, shares.total.percent) == (41.82, 45.51, 43.63)
        work = outcome(exits_by_sex(view), "to_work").of_starters
        assert (work.women.percent, work.men.percent) == (35.01, 42.71)

    def test_differ_between_women_and_men_by_more_than_chance(self, view: View) -> None:
        gap = next(gap for gap in exits_by_sex(view).gaps if gap.indicator == "to_work")
        assert (gap.points, gap.low, gap.high) == (-7.71, -10.6, -4.79)

    def test_are_counted_by_each_version_of_the_definition(self, view: View) -> None:
        studies = outcome(exits_by_sex(view), "to_studies")
        assert [(version, row(people)) for version, people in studies.by_version] == [
            (1, (62, 25, 87)),
            (2, (158, 64, 222)),
        ]
        assert [one.valid_from for one in studies.definitions] == [date(2020, 1, 2), date(2021, 4, 1)]

    def test_of_few_people_are_withheld_with_another_class(self, malmokraften: Programme) -> None:
        census = Census(malmokraften, LAST_DAY, PEOPLE, {})
        exits = exits_by_sex(published_view(census, Head(1, 0, None, None)))
        classes = {one.exit_class: row(one.people) for one in exits.classes}
        assert classes["deceased"] == (Withheld.WITHHELD, Withheld.WITHHELD, Withheld.WITHHELD)
        assert classes["consent_withdrawn"] == (Withheld.WITHHELD,) * 3
        assert classes["returned_to_regular"] == (779, 717, 1496)


class TestTargets:
    @pytest.mark.parametrize(
        ("name", "in_force", "first"),
        [("participants", 107.38, 76.70), ("to_work_or_studies", 104.11, 74.96)],
    )
    def test_are_met_as_revised_and_would_not_have_been(
        self, view: View, name: str, in_force: float, first: float
    ) -> None:
        attained = target(view, name)
        assert (attained.in_force.attained_percent, attained.in_force.is_met) == (in_force, True)
        assert (attained.first.attained_percent, attained.first.is_met) == (first, False)

    def test_are_missed_by_the_rate_though_the_count_is_met(self, view: View) -> None:
        rate = target(view, "share_to_work_or_studies")
        assert rate.share is not None
        assert rate.share.percent == 43.63
        assert rate.in_force.target.value == 45
        assert rate.in_force.is_met is False

    def test_name_each_revision_with_its_date_reason_and_who_approved_it(self, view: View) -> None:
        first, revised = target(view, "participants").revisions
        assert (first.value, first.valid_from) == (5600, date(2020, 1, 2))
        assert (revised.value, revised.valid_from) == (4000, date(2021, 5, 17))
        assert revised.reason
        assert revised.approved_by

    def test_are_judged_by_the_one_in_force_on_the_day(self, malmokraften: Programme) -> None:
        census = Census(malmokraften, date(2020, 12, 31), PEOPLE, {})
        early = exact_view(census, Head(1, 0, None, None))
        assert target(early, "participants").in_force.target.value == 5600


def test_participants_from_the_insurance_agency(view: View) -> None:
    rows = {one.code: row(one.people) for one in participants(view).referring_agency}
    assert rows["fk"] == (173, 101, 274)
