"""Public figures are frozen once, when the programme is over (K84)."""

from datetime import date

import pytest
from services.reporting.tests.examples import Person

from chassis.settings.programmes import Programme
from reporting.releases.freeze import AlreadyFrozen, StillRuns, freeze
from samplan.bus.reading.catch_up import StillCatchingUp, report_behind
from samplan.testing.harness import ServiceUnderTest

LAST_DAY = date(2022, 12, 31)


def test_a_programme_that_runs_is_not_frozen(service: ServiceUnderTest, malmokraften: Programme) -> None:
    with pytest.raises(StillRuns):
        freeze(service.database, malmokraften, date(2022, 12, 30))


@pytest.mark.slow
def test_figures_are_frozen_once(service: ServiceUnderTest, malmokraften: Programme) -> None:
    service.receive(*Person().whole_journey())
    first = freeze(service.database, malmokraften, LAST_DAY)

    with pytest.raises(AlreadyFrozen):
        freeze(service.database, malmokraften, date(2023, 6, 1))
    assert first.as_of == LAST_DAY


def test_nothing_is_frozen_while_events_are_missing(
    service: ServiceUnderTest, malmokraften: Programme
) -> None:
    report_behind(service.database)

    with pytest.raises(StillCatchingUp):
        freeze(service.database, malmokraften, LAST_DAY)
