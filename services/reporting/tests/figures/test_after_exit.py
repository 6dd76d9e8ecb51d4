"""T-06 in words: income support, length of stay, follow-up and re-entry of a few people counted by hand."""

from __future__ import annotations

from dataclasses import replace as replaced

import pytest
from msgspec.structs import replace
from services.reporting.tests.examples import Person, day
from services.reporting.tests.figures.leavers import receive, view_in
from services.reporting.tests.figures.reading import EN, SV, plain, row
from services.reporting.tests.given import given
from services.reporting.tests.group_events import followed_up_after, moved

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.view import View
from reporting.figures.after_exit.query import status_after_exit
from reporting.figures.after_exit.section import after_exit_section, status_name, step_name
from reporting.figures.income_change.query import income_change
from reporting.figures.income_change.section import income_change_section
from reporting.figures.re_entry.query import re_entry
from reporting.figures.re_entry.section import re_entry_section
from reporting.figures.stay_length.query import stay_length
from reporting.figures.stay_length.section import stay_length_section
from reporting.pages.names import income_name
from reporting.questions import FIGURES
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import IncomeSupport, Occasion, Sex
from samplan.contracts.codes.endings import StatusAfterExit, StepMove
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.event import ContractEvent

ANNA, BEA, DAN, AGAIN = Person(1), Person(2), Person(3, Sex.MAN), Person(4)


def consented(person: Person) -> ContractEvent:
    """Until long after the exit."""
    granted = person.consented()
    assert isinstance(granted, ConsentGranted)
    return replace(granted, valid_until=day(900))


def three_who_left() -> list[ContractEvent]:
    """After 108, 108 and 188 days; Anna is enrolled again after 80 more, Dan is followed for a year."""
    told = [event for one in (ANNA, BEA, DAN) for event in one.whole_journey()[:-1]]
    told = [event for event in told if not isinstance(event, ConsentGranted)]
    told += [consented(one) for one in (ANNA, BEA, DAN)]
    told += [ANNA.to_work(), BEA.elsewhere(), DAN.elsewhere(200), moved(BEA)]
    told.append(ANNA.lives_on(120, Occasion.EXIT, IncomeSupport.LON))
    told.append(BEA.lives_on(120, Occasion.EXIT, IncomeSupport.EKONOMISKT_BISTAND))
    told += [followed_up_after(ANNA), followed_up_after(BEA, StatusAfterExit.NOT_REACHED)]
    told += [AGAIN.referred(190), ANNA.covered(AGAIN.referral_id, 192), AGAIN.enrolled(200, under=ANNA)]
    return told


@pytest.fixture
def view(store: Database, programmes: Programmes) -> View:
    receive(store, three_who_left())
    return view_in(store, programmes, day(700))


def test_income_support_is_told_at_both_ends(view: View) -> None:
    answer = income_change(view)
    assert (row(answer.people), row(answer.recorded)) == ((2, 1, 3), (2, 0, 2))
    assert plain(income_change_section(answer, SV).finding) == (
        "1 av 2 som hade ekonomiskt bistånd vid inskrivningen har lön vid avslutet (50,00 %)"
    )
    table = income_change_section(answer, EN).table
    assert table.columns == ("At entry", "social assistance", "wages", "not recorded", "Total")
    assert [cell.text for cell in table.rows[0].cells] == ["1", "1", "1", "3"]


def test_half_of_those_who_left_had_stayed_so_long(view: View) -> None:
    answer = stay_length(view)
    assert (answer.women.median, answer.men.median, answer.total.median) == (108, 188, 108)
    assert plain(stay_length_section(answer, SV).finding) == (
        "Hälften av de avslutade hade varit med i 108 dagar eller mindre; 66,67 % i mindre än 6 månader"
    )


def test_the_table_is_divided_at_the_guideline(view: View, programmes: Programmes) -> None:
    census = replaced(view.census, programme=programmes["forsta-steget"])
    table = stay_length_section(stay_length(replaced(view, census=census)), SV).table
    assert [(one.name, one.cells[-1].text) for one in table.rows[:4]] == [
        ("0–2", "0"),
        ("3", "2"),
        ("4–5", "0"),
        ("6–8", "1"),
    ]


def test_those_followed_up_are_in_work_or_not_reached(view: View) -> None:
    answer = status_after_exit(view)
    assert (answer.months, row(answer.due)) == (6, (2, 1, 3))
    assert plain(after_exit_section(answer, EN).finding) == (
        "1 of 2 people followed up after the exit are in work or studies (50.00%)"
    )
    steps = {one.step: one.people.share.total.numerator for one in answer.steps}
    assert steps[StepMove.CLOSER_TO_WORK] == 1


def test_who_is_enrolled_again_has_returned(view: View) -> None:
    answer = re_entry(view)
    assert (row(answer.left), row(answer.returned)) == ((2, 1, 3), (1, 0, 1))
    assert [one.returned for one in answer.total] == [33.33] * 4
    assert re_entry_section(answer, SV).finding.startswith("12 månader efter avslutet har 33,3")


def test_a_past_day_knows_nothing_of_what_followed(store: Database, programmes: Programmes) -> None:
    receive(store, three_who_left())
    then = view_in(store, programmes, day(199))
    assert (re_entry(then).returned.total, re_entry(then).total) == (0, ())
    assert status_after_exit(then).followed_up.share.total.denominator == 0
    assert plain(re_entry_section(re_entry(then), SV).finding) == (
        "Ingen har kunnat följas i tre månader efter avslutet ännu"
    )


def test_a_return_is_seen_under_the_same_consent_alone() -> None:
    whole = ANNA.whole_journey()
    given(*whole, AGAIN.referred(190), AGAIN.enrolled(200)).then_journey(returned_on=None)


def test_who_was_enrolled_again_before_the_exit_has_not_returned() -> None:
    early = [AGAIN.referred(30), AGAIN.enrolled(40, under=ANNA)]
    given(*ANNA.whole_journey(), *early).then_journey(returned_on=None)


def test_no_section_of_a_programme_without_exits_fails(store: Database, programmes: Programmes) -> None:
    nothing = view_in(store, programmes, day(0))
    for figure in FIGURES:
        if figure.on_page:
            assert figure.on_page.section(figure.answer(nothing), SV).finding


def test_has_words_for_each_code() -> None:
    unnamed = [one for one in StatusAfterExit if status_name(one, SV) == status_name(one, EN)]
    assert not unnamed
    assert not [one for one in StepMove if step_name(one, SV) == step_name(one, EN)]
    assert not [one for one in IncomeSupport if income_name(one, SV) == income_name(one, EN)]
