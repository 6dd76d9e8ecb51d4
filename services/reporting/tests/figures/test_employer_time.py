"""P-14: contacts with employers and the minutes they took, by agency and month, as of any day."""

from services.reporting.tests.examples import day
from services.reporting.tests.figures.leavers import receive
from services.reporting.tests.figures.reading import EN, SV, plain
from services.reporting.tests.group_events import PROGRAMME, contacted

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.views import Views
from reporting.figures.employer_time.query import EmployerTime, employer_time
from reporting.figures.employer_time.section import employer_time_section
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency

HISTORY = (
    contacted(90, 5),
    contacted(30, 5),
    contacted(45, 40, employer=2),
    contacted(60, 41, employer=3, agency=Agency.PERSTORP),
)


def answer(store: Database, programmes: Programmes, as_of: int) -> EmployerTime:
    receive(store, HISTORY)
    return employer_time(Views(store, programmes).internal(PROGRAMME, day(as_of)))


def test_adds_up_by_agency_and_month(store: Database, programmes: Programmes) -> None:
    now = answer(store, programmes, 100)
    assert [(f"{one.month:%Y-%m}", one.agency, one.spent.minutes) for one in now.months] == [
        ("2022-06", Agency.KLIPPAN, 120),
        ("2022-07", Agency.KLIPPAN, 45),
        ("2022-07", Agency.PERSTORP, 60),
    ]
    assert [(one.agency, one.spent.contacts) for one in now.agencies] == [("klippan", 3), ("perstorp", 1)]
    assert {one.target_percent for one in now.months} == {25}


def test_is_as_it_was_on_the_day(store: Database, programmes: Programmes) -> None:
    assert answer(store, programmes, 40).total.minutes == 165


def test_says_how_long_it_took_and_what_the_target_is(store: Database, programmes: Programmes) -> None:
    section = employer_time_section(answer(store, programmes, 100), SV)
    assert section.finding == "4 kontakter med arbetsgivare har tagit 3,8 timmar"
    assert [plain(one) for one in section.remarks] == ["Mål: 25 % av teamets tid"]
    assert [one.name for one in section.table.rows] == ["Klippans kommun", "Perstorps kommun", "Alla"]


def test_says_that_nothing_is_recorded(store: Database, programmes: Programmes) -> None:
    none_yet = employer_time_section(answer(store, programmes, 1), EN)
    assert none_yet.finding == "No contact with an employer is recorded"
