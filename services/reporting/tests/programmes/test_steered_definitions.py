"""T-02: definitions of the file and of the steering group, as known at each time; both lines are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from services.reporting.tests.examples import PROGRAMME
from services.reporting.tests.figures.conftest import seven_people
from services.reporting.tests.relays import Publisher, by_topic
from services.reporting.tests.steering_events import defined, target_set

from chassis.settings.programmes import Programme, Programmes
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import Views
from reporting.figures.indicators.answer import IndicatorFigure
from reporting.figures.indicators.query import indicators
from reporting.figures.targets.query import target_attainment
from reporting.programmes.indicators import TO_STUDIES, TO_WORK_OR_STUDIES, Indicator
from reporting.projection.projector import Projector
from reporting.projection.rebuild import rebuild
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import ExitClass, Sex
from samplan.contracts.codes.indicators import What
from samplan.contracts.event import ContractEvent
from samplan.contracts.steering.definitions import CountedPart

LAST_DAY = date(2022, 12, 31)
FAST = CountedPart(counts=What.EXITS, within_days=200)


def receive(store: Database, *events: ContractEvent) -> None:
    for batch in by_topic(Publisher().publish(events)).values():
        for _ in range(2):
            apply_batch(store, Projector(), batch)


@pytest.fixture
def first_versions(malmokraften: Programme) -> Programmes:
    """The catalogue as the file stated it in the beginning."""
    rows = [row for row in malmokraften.rows[Indicator] if isinstance(row, Indicator) and row.version == 1]
    return Programmes([replace(malmokraften, rows={**malmokraften.rows, Indicator: rows})])


def figure(view: View, indicator: str) -> IndicatorFigure:
    return next(one for one in indicators(view).indicators if one.indicator == indicator)


def versions(view: View, indicator: str) -> list[tuple[int, date]]:
    return [(one.version, one.valid_from) for one in figure(view, indicator).by_version]


def test_a_version_is_the_one_that_the_file_would_state(
    store: Database, first_versions: Programmes, programmes: Programmes
) -> None:
    receive(store, *seven_people(), defined(TO_STUDIES))
    for _ in range(2):
        by_event = Views(store, first_versions).internal(PROGRAMME, LAST_DAY)
        by_file = Views(store, programmes).internal(PROGRAMME, LAST_DAY)
        for name in (TO_STUDIES, TO_WORK_OR_STUDIES):
            one, other = figure(by_event, name), figure(by_file, name)
            assert (one.groups, one.by_version, one.over_time) == (
                other.groups,
                other.by_version,
                other.over_time,
            )
            assert one.name == other.name
        rebuild(store)


def test_a_version_is_known_from_the_day_and_the_fact_that_approved_it(
    store: Database, first_versions: Programmes
) -> None:
    receive(store, defined(TO_STUDIES))
    receive(store, *seven_people())
    views = Views(store, first_versions)
    both = [(1, date(2020, 1, 2)), (2, date(2021, 4, 1))]
    assert versions(views.internal(PROGRAMME, date(2021, 3, 23)), TO_STUDIES) == both[:1]
    assert versions(views.internal(PROGRAMME, date(2021, 3, 24)), TO_STUDIES) == both
    assert versions(views.as_known_at(PROGRAMME, 0, LAST_DAY), TO_STUDIES) == both[:1]
    assert versions(views.as_known_at(PROGRAMME, 1, LAST_DAY), TO_STUDIES) == both


def test_a_new_indicator_is_counted_named_and_has_a_target(store: Database, programmes: Programmes) -> None:
    """Without a line of Python."""
    fast = defined("fast", FAST, version=1, valid_from=date(2020, 1, 2), occurred_on=date(2020, 1, 2))
    receive(store, *seven_people(), fast, target_set("fast", 2))
    view = Views(store, programmes).internal(PROGRAMME, LAST_DAY)
    shown = figure(view, "fast")
    assert (shown.name.sv, shown.name.en) == (
        "Andel: avslutade, inom 200 dagar",
        "Share: exited, within 200 days",
    )
    assert shown.groups[0].value.numerator == 3
    target = next(one for one in target_attainment(view).targets if one.target == "fast")
    assert (target.outcome, target.in_force.is_met) == (3, True)


@pytest.mark.parametrize(
    "odd",
    [
        defined(TO_STUDIES, CountedPart(counts=What.REFERRED, sexes=(Sex.WOMAN,))),
        defined(TO_STUDIES, valid_from=date(2020, 1, 2)),
    ],
)
def test_what_cannot_be_counted_changes_nothing(
    store: Database, programmes: Programmes, odd: ContractEvent
) -> None:
    receive(store, odd)
    view = Views(store, programmes).internal(PROGRAMME, LAST_DAY)
    assert view.programme.rows[Indicator] == programmes[PROGRAMME].rows[Indicator]


def test_a_name_says_what_is_counted(store: Database, programmes: Programmes) -> None:
    part = CountedPart(
        counts=What.EXITS,
        sexes=(Sex.WOMAN,),
        exits=(ExitClass.MOVED, ExitClass.STUDIES_STUDENT_AID),
    )
    receive(store, defined("few", part, denominator=None))
    name = figure(Views(store, programmes).internal(PROGRAMME, LAST_DAY), "few").name
    assert name.sv == "Avslutade till studier med studiemedel eller flyttade, kvinnor"
    assert name.en == "Exited to studies on student aid or moved, women"
