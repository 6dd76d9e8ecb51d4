"""T-20: decisions, risks and deviations as of any day, a risk as it was assessed last; no names."""

from datetime import date

from services.reporting.tests.examples import PROGRAMME
from services.reporting.tests.figures.leavers import receive
from services.reporting.tests.figures.reading import EN, SV, plain
from services.reporting.tests.steering_events import assessed, closed, constituted, decided, departed

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.views import Views
from reporting.figures.steering.query import Steering, steering
from reporting.figures.steering.section import steering_section
from samplan.bus.store.transactions import Database
from samplan.contracts.codes.steering import RiskKind, RiskSize, Seat

HISTORY = (
    constituted(date(2020, 1, 2), Seat.CHAIR, Seat.MEMBER),
    assessed(date(2020, 10, 1), RiskSize.LARGE),
    assessed(date(2020, 11, 1), RiskSize.SMALL, RiskKind.LONG_WAITING),
    decided(date(2021, 5, 10)),
    assessed(date(2021, 6, 1), RiskSize.MEDIUM),
    departed(date(2021, 9, 1)),
    constituted(date(2022, 1, 1), Seat.CHAIR),
    closed(date(2022, 3, 1)),
)


def answer(store: Database, programmes: Programmes, as_of: date) -> Steering:
    receive(store, HISTORY)
    return steering(Views(store, programmes).internal(PROGRAMME, as_of))


def risks(answer: Steering) -> list[tuple[str, str, bool]]:
    return [(one.risk, one.size, one.closed_on is None) for one in answer.risks]


def test_shows_a_risk_as_it_was_assessed_last(store: Database, programmes: Programmes) -> None:
    then = answer(store, programmes, date(2020, 12, 1))
    assert risks(then) == [("few_referrals", "large", True), ("long_waiting", "small", True)]
    now = answer(store, programmes, date(2022, 12, 31))
    assert risks(now) == [("long_waiting", "small", True), ("few_referrals", "medium", False)]


def test_is_as_it_was_on_the_day(store: Database, programmes: Programmes) -> None:
    then = answer(store, programmes, date(2021, 5, 9))
    assert (then.decisions, then.deviations) == ((), ())
    assert [(one.seats, one.since) for one in then.bodies] == [(2, date(2020, 1, 2))]
    now = answer(store, programmes, date(2022, 12, 31))
    assert [(one.matter, one.on) for one in now.decisions] == [("targets", date(2021, 5, 10))]
    assert [(one.seats, one.since) for one in now.bodies] == [(1, date(2022, 1, 1))]


def test_says_what_is_open(store: Database, programmes: Programmes) -> None:
    now = answer(store, programmes, date(2022, 12, 31))
    section = steering_section(now, SV)
    assert section.finding == "1 beslut, 1 öppen risk, 1 avvikelse"
    assert [row.name for row in section.table.rows] == [
        "Beslut: mål",
        "Risk: lång väntan",
        "Risk: få remisser",
        "Avvikelse: tid",
    ]
    assert [cell.text for cell in section.table.rows[1].cells][1:] == ["liten", "Deltagare"]
    assert plain(section.remarks[0]) == "Styrgrupp: 1 plats sedan 1 januari 2022"
    assert steering_section(now, EN).finding == "1 decision, 1 open risk, 1 deviation"


def test_says_that_nothing_is_recorded(store: Database, programmes: Programmes) -> None:
    none_yet = steering(Views(store, programmes).internal(PROGRAMME, date(2020, 1, 1)))
    section = steering_section(none_yet, SV)
    assert section.finding == "Varken beslut, risker eller avvikelser är noterade"
    assert section.table.rows == ()
