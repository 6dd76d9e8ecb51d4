"""Första Steget's annual report (2020): what it prints of groups 1, 2 and 3 comes out of the events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from services.reporting.tests.examples import JUNE_1, Person, an_id
from services.reporting.tests.figures.reading import EN, SV, plain
from services.reporting.tests.group_events import formed, placement_of
from services.reporting.tests.groups.folded import view_of

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.view import View
from reporting.figure import Figure
from reporting.figures.attendance import ATTENDANCE
from reporting.figures.attendance.query import attendance_distribution
from reporting.figures.attendance.section import attendance_section
from reporting.figures.goal_matrix import GOAL_MATRIX
from reporting.figures.goal_matrix.query import goal_matrix
from reporting.figures.goal_matrix.section import goal_matrix_section
from reporting.figures.group_results import GROUP_RESULTS
from reporting.figures.group_results.query import GroupResult, group_results
from reporting.figures.group_results.section import group_results_section
from reporting.figures.placements import PLACEMENTS
from reporting.figures.placements.query import PlacementPeriod, placements
from reporting.figures.placements.section import placements_section
from reporting.programmes.follow_up import Goal
from samplan.contracts.codes import Agency, InterruptionReason
from samplan.contracts.codes.groups import PlacementPurpose, PlacementResult, Presence
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.groups import (
    AttendanceRecorded,
    GroupJoined,
    GroupLeft,
    PlacementEnded,
    PlacementOffered,
    PlacementStarted,
    SessionHeld,
)

AUTUMN, LATER = date(2019, 8, 26), date(2020, 1, 20)
LAST_DAY = date(2020, 6, 30)
FIGURES: tuple[Figure[Any], ...] = (GROUP_RESULTS, GOAL_MATRIX, ATTENDANCE, PLACEMENTS)


@dataclass(frozen=True)
class Printed:
    """`present`: of 40 places of each participant; `started`: how many of them, in periods 1 and 2."""

    number: int
    agency: Agency
    begins_on: date
    participants: int
    present: str
    started: tuple[int, int]

    def events(self) -> Iterator[ContractEvent]:
        yield formed(self.number, self.agency, self.begins_on, sessions=40)
        people = [Person(100 * self.number + one) for one in range(self.participants)]
        for person in people:
            before = (self.begins_on - JUNE_1).days - 10
            yield from (person.referred(before), person.consented(before), person.enrolled(before))
            yield person.opened(before)
            yield GroupJoined(
                occurred_on=self.begins_on, group_id=an_id("group", self.number), plan_id=person.plan_id
            )
        yield from self._sessions(people)
        for place, person in enumerate(people):
            yield from self._placements(person, place)

    def _sessions(self, people: list[Person]) -> Iterator[ContractEvent]:
        places = 40 * self.participants
        present = round(places * float(self.present) / 100)
        for number in range(40):
            on, session = self.begins_on + timedelta(number), an_id(f"printed-{self.number}", number)
            yield SessionHeld(occurred_on=on, session_id=session, group_id=an_id("group", self.number))
            for seat, person in enumerate(people):
                place = number * self.participants + seat
                is_present = (place + 1) * present // places > place * present // places
                yield AttendanceRecorded(
                    occurred_on=on,
                    session_id=session,
                    plan_id=person.plan_id,
                    presence=Presence.PRESENT if is_present else Presence.EXCUSED,
                )

    def _placements(self, person: Person, place: int) -> Iterator[ContractEvent]:
        for period, started in enumerate(self.started, start=1):
            on, placement = self.begins_on + timedelta(40 * period), placement_of(person, period)
            yield PlacementOffered(
                occurred_on=self.begins_on,
                placement_id=placement,
                plan_id=person.plan_id,
                agency=self.agency,
                period=period,
                purpose=PlacementPurpose.TRY_OCCUPATION,
            )
            if place < started:
                yield PlacementStarted(occurred_on=on, placement_id=placement, plan_id=person.plan_id)
                yield PlacementEnded(
                    occurred_on=on + timedelta(11),
                    placement_id=placement,
                    plan_id=person.plan_id,
                    led_to=PlacementResult.REFERENCE,
                )


GROUPS = (
    Printed(1, Agency.KLIPPAN, date(2019, 1, 21), 12, "82.5", (9, 9)),
    Printed(2, Agency.KLIPPAN, AUTUMN, 11, "81", (8, 8)),
    Printed(3, Agency.PERSTORP, AUTUMN, 10, "81", (8, 7)),
    Printed(4, Agency.KLIPPAN, LATER, 10, "85", (8, 7)),
    Printed(5, Agency.PERSTORP, LATER, 11, "85", (8, 8)),
)
LEFT_EARLY = GroupLeft(
    occurred_on=date(2019, 11, 15),
    group_id=an_id("group", 2),
    plan_id=Person(210).plan_id,
    reason=InterruptionReason.OTHER,
)


@pytest.fixture(scope="module")
def view(programmes: Programmes) -> View:
    events = [*(event for group in GROUPS for event in group.events()), LEFT_EARLY]
    return view_of(programmes["forsta-steget"], events, LAST_DAY)


def of_term(view: View, begins_on: date) -> GroupResult:
    (found,) = (
        one
        for one in group_results(view).rows
        if one.scope.begins_on == begins_on and one.scope.agency is None
    )
    return found


def in_placement(view: View) -> list[PlacementPeriod]:
    """Of group 2."""
    return [
        one for one in placements(view).rows if one.scope.begins_on == AUTUMN and one.scope.agency is None
    ]


def test_attendance_is_82_5_and_81_and_85_percent(view: View) -> None:
    attended = [of_term(view, day).attendance.total.percent for day in (date(2019, 1, 21), AUTUMN, LATER)]
    assert [round(percent or 0, 1) for percent in attended] == [82.5, 81.0, 85.0]


def test_of_21_in_group_2_16_and_15_take_part_in_placement(view: View) -> None:
    first, second = (one.started.share.total for one in in_placement(view))
    assert (first.numerator, first.denominator, round(first.percent or 0)) == (16, 21, 76)
    assert (second.numerator, second.denominator, round(second.percent or 0)) == (15, 21, 71)


def test_who_has_left_is_out_of_the_other_denominator(view: View) -> None:
    still = [one.started_of_those_in_it.share.total for one in in_placement(view)]
    assert [(one.numerator, one.denominator) for one in still] == [(16, 20), (15, 20)]


def test_each_municipality_is_told_apart(view: View) -> None:
    scopes = [(one.scope.term, one.scope.agency, one.starters.total) for one in group_results(view).rows]
    assert (None, Agency.KLIPPAN, 33) in scopes
    assert ("autumn", Agency.PERSTORP, 10) in scopes
    assert scopes[0] == (None, None, 54)


def test_the_board_says_results_in_one_sentence(view: View) -> None:
    sv, en = (plain(group_results_section(group_results(view), say).finding) for say in (SV, EN))
    assert sv == "0 av 54 deltagare i grupper har gått till arbete, 0 till studier; närvaro 82,87 %"
    assert en == ("0 of 54 participants in groups have gone to work, 0 to studies; attendance 82.87%")


def test_the_distribution_says_how_many_are_below_the_target(view: View) -> None:
    answer = attendance_distribution(view)
    assert answer.rows[0].below_target
    below = answer.rows[0].below_target.share.total.numerator
    assert attendance_section(answer, EN).finding == (
        f"{below} of 54 participants attend less than 80% of the sessions"
    )
    assert sum(int(one.people.total) for one in answer.rows[0].bins) == 54


def test_the_bars_of_attendance_have_names_that_fit_a_narrow_screen(view: View) -> None:
    chart = attendance_section(attendance_distribution(view), SV).chart
    assert chart
    assert chart["xAxis"]["data"] == ["0–49", "50–59", "60–69", "70–79", "80–89", "90–100"]
    assert chart["xAxis"]["name"] == "Närvaro, %"


def test_placements_say_both_periods(view: View) -> None:
    assert plain(placements_section(placements(view), SV).finding) == (
        "Period 1: 41 av 54 i praktik (75,93 %); period 2: 39 av 54 i praktik (72,22 %)"
    )


def test_the_matrix_tells_what_is_measured_and_what_is_not(view: View) -> None:
    answer = goal_matrix(view)
    cells = {one.goal: one for one in answer.rows[0].goals}
    assert list(cells) == list(Goal)
    assert [goal for goal, one in cells.items() if one.unit is None] == [Goal.QUESTIONNAIRE, Goal.INFLUENCE]
    assert cells[Goal.PLACEMENTS_OFFERED].is_met is True
    assert cells[Goal.CV_AND_LETTER].is_met is False
    days = cells[Goal.GROUP_DAYS].sessions
    assert days
    assert (days.numerator, days.denominator) == (200, 200)
    assert plain(goal_matrix_section(answer, SV).finding) == (
        "2 av 4 delmål med en målnivå är nådda. Inte nått: Cv och personligt brev, Vägledning: har en plan"
    )


def test_a_table_never_shows_what_is_not_measured_as_nought(view: View) -> None:
    table = goal_matrix_section(goal_matrix(view), SV).table
    (questionnaire,) = (one for one in table.rows if one.name == "Enkät genomförd")
    assert {cell.text for cell in questionnaire.cells[1:]} == {"–"}


def test_the_matrix_shows_the_target_level_of_each_goal(view: View) -> None:
    table = goal_matrix_section(goal_matrix(view), SV).table
    assert table.columns[:3] == ("Delmål", "Målnivå", "hösten 2019, Klippans kommun")
    levels = {one.name: plain(one.cells[0].text) for one in table.rows}
    assert levels["Cv och personligt brev"] == "100 %"
    assert levels["Enkät genomförd"] == "–"


def test_every_part_has_rows_in_the_exported_table(view: View) -> None:
    for figure in FIGURES:
        keys = [tuple(line.key.values()) for line in figure.lines(figure.answer(view))]
        assert sum(key[:3] == (date(2019, 8, 26), "autumn", "perstorp") for key in keys) > 1


def test_a_programme_without_groups_shows_no_section_of_them(programmes: Programmes) -> None:
    empty = view_of(programmes["malmokraften"], [], LAST_DAY)
    for figure in FIGURES:
        assert figure.on_page
        assert not figure.on_page.is_shown(figure.answer(empty))
        assert figure.on_page.section(figure.answer(empty), SV).finding == "Ingen grupp har börjat"
