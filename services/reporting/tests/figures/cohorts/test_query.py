"""T-06: of those enrolled in the same half-year, who stays and who leaves to work or studies."""

from datetime import date, timedelta

from services.reporting.tests.examples import JUNE_1, Person
from services.reporting.tests.figures.reading import SV, plain
from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import Views
from reporting.figures.cohorts.query import Curve, cohorts
from reporting.figures.cohorts.section import cohorts_finding, cohorts_section
from reporting.projection.projector import Projector
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Sex
from samplan.contracts.event import ContractEvent

YEAR = timedelta(days=365)


def four_women_and_a_man() -> list[ContractEvent]:
    """Enrolled on day 12: work after 108 days, studies after 138, moved after 188; two are still inside."""
    anna, bea, cia, dora = (Person(number, Sex.WOMAN) for number in (1, 2, 3, 4))
    erik = Person(5, Sex.MAN)
    return [
        *(event for one in (anna, bea, cia, dora, erik) for event in one.whole_journey()[:8]),
        anna.to_work(120),
        bea.to_studies(150),
        cia.elsewhere(200),
    ]


def view_of(store: Database, programmes: Programmes, as_of: date) -> View:
    for batch in by_topic(Publisher().publish(four_women_and_a_man())).values():
        apply_batch(store, Projector(), batch)
    return Views(store, programmes).internal("malmokraften", as_of)


def test_counts_those_who_are_still_inside_for_as_long_as_they_have_been(
    store: Database, programmes: Programmes
) -> None:
    answer = cohorts(view_of(store, programmes, JUNE_1 + YEAR))
    (cohort,) = answer.cohorts
    assert (cohort.first_day, cohort.last_day) == (date(2022, 1, 1), date(2022, 6, 30))
    assert (cohort.people.women, cohort.people.men) == (4, 1)
    women = {point.months: (point.remaining, point.to_work_or_studies) for point in cohort.women.points}
    assert women == {3: (100, 0), 6: (50, 50), 9: (25, 50)}
    assert [point.remaining for point in cohort.men.points] == [100, 100, 100]


def test_is_as_it_was_on_the_day(store: Database, programmes: Programmes) -> None:
    answer = cohorts(view_of(store, programmes, JUNE_1 + timedelta(days=12 + 100)))
    assert [point.months for point in answer.cohorts[0].women.points] == [3]


def test_says_what_a_year_has_brought(store: Database, programmes: Programmes) -> None:
    answer = cohorts(view_of(store, programmes, JUNE_1 + 2 * YEAR))
    section = cohorts_section(answer, SV)
    assert plain(section.finding) == (
        "12 månader efter inskrivningen har 50,0 % av kvinnorna och 0,0 % av männen "
        "gått till arbete eller studier"
    )
    (row,) = section.table.rows
    assert [plain(cell.text) for cell in row.cells] == ["5", "40,0 %", "50,0 %", "0,0 %"]


def test_says_what_is_known_of_both_before_a_year_is(store: Database, programmes: Programmes) -> None:
    """Those who have left were enrolled for less than a year, and one of the women is still inside."""
    answer = cohorts(view_of(store, programmes, JUNE_1 + timedelta(days=12 + 300)))
    assert plain(cohorts_section(answer, SV).finding) == (
        "9 månader efter inskrivningen har 50,0 % av kvinnorna och 0,0 % av männen "
        "gått till arbete eller studier"
    )


def test_says_what_is_known_of_women_where_no_man_is_enrolled(
    store: Database, programmes: Programmes
) -> None:
    together = cohorts(view_of(store, programmes, JUNE_1 + YEAR)).all_together
    assert together
    women = together.model_copy(update={"men": Curve(points=()), "total": together.women})
    assert plain(cohorts_finding(women, SV)) == (
        "9 månader efter inskrivningen har 50,0 % gått till arbete eller studier"
    )


def test_says_nothing_of_the_first_months(store: Database, programmes: Programmes) -> None:
    together = cohorts(view_of(store, programmes, JUNE_1 + timedelta(days=30))).all_together
    assert cohorts_finding(together, SV) == "Ingen har kunnat följas i tre månader ännu"
