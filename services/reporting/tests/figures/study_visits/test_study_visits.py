"""K81: twelve study visits, of which three end with an enrolment and one without."""

import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.figures.conftest import LAST_DAY
from services.reporting.tests.given import given
from services.reporting.tests.other_outcomes import followed_up, on_trial, visit_ended, visited

from chassis.settings.programmes import Programme
from reporting.answers.answer import Withheld
from reporting.cubes.census import tally
from reporting.cubes.contribution import contribution
from reporting.disclosure_control.view import View, exact_view, published_view
from reporting.figures.funnel.query import funnel
from reporting.figures.participants.query import participants
from reporting.figures.study_visits.lines import lines
from reporting.figures.study_visits.query import StudyVisits, study_visits
from reporting.projection.head import Head
from samplan.contracts.codes import StudyVisitEnd
from samplan.contracts.event import ContractEvent

ENDS = {
    1: (StudyVisitEnd.ENROLLED, 60),
    2: (StudyVisitEnd.ENROLLED, 70),
    3: (StudyVisitEnd.ENROLLED, 95),
    4: (StudyVisitEnd.PARTICIPATION_ENDED, 95),
}


def events_of(number: int) -> list[ContractEvent]:
    person = Person(number)
    begun = [person.referred(), person.consented(), on_trial(person), visited(person)]
    if number not in ENDS:
        return begun
    end, on = ENDS[number]
    return [*begun, followed_up(person, 50), visit_ended(person, end, on)]


@pytest.fixture(scope="module")
def visitors(malmokraften: Programme) -> View:
    journeys = [given(*events_of(number)).journey(Person(number)) for number in range(1, 13)]
    cells = ({**cell._asdict(), "people": 1} for one in journeys for cell in contribution(one))
    return exact_view(tally(malmokraften, LAST_DAY, cells), Head(0, 0, None, None))


def shown(answer: StudyVisits) -> list[tuple[str, object, float | None]]:
    return [(one.step, one.reached, one.median_days) for one in answer.steps]


def test_no_visitor_is_a_participant_before_the_enrolment(visitors: View) -> None:
    assert participants(visitors).people.total == 3
    steps = {step.step: step for step in funnel(visitors).steps}
    assert [steps[name].reached.total for name in ("referred", "consent", "enrolled")] == [12, 12, 3]
    left = [(one.reason, one.people) for one in steps["consent"].left]
    assert (left, steps["consent"].waiting) == ([("undecided_after_study_visit", 1)], 8)


def test_visits_stand_apart_with_their_ends_and_the_days_since_the_start(visitors: View) -> None:
    answer = study_visits(visitors)
    assert shown(answer) == [
        ("started", 12, None),
        ("followed_up", 4, 38.0),
        ("enrolled", 3, 58.0),
        ("participation_ended", 1, 83.0),
        ("deceased", 0, None),
    ]
    assert answer.running == 8
    assert [line.cells["total"] for line in lines(answer)] == [12, 4, 3, 1, 0, 8]


def test_nothing_of_them_is_published(visitors: View) -> None:
    answer = study_visits(published_view(visitors.census, visitors.head))
    assert {one.reached for one in answer.steps} | {answer.running} == {Withheld.WITHHELD}
