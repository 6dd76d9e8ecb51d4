"""*Today* is the date in Stockholm; in development the day of the last `tick --as-of`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from chassis.decisions.clock import clock_of, today
from chassis.decisions.work import Application
from samplan.bus.store.transactions import Database
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN

ticked: list[date] = []


def nothing_is_due(_: Database, __: Application, as_of: date) -> int:
    ticked.append(as_of)
    return 0


CLOCKED = replace(SPECIMEN, tick=nothing_is_due)
JUNE_1 = date(2016, 6, 1)
JUNE_2 = date(2016, 6, 2)

Tick = Callable[..., None]


@pytest.fixture
def tick(tmp_path: Path) -> Tick:
    """The command `tick`, in a process beside the service."""

    def run(*arguments: str, development: str = "on") -> None:
        ticked.clear()
        environment = {"DATA_DIR": str(tmp_path), "DEVELOPMENT": development}
        assert CliRunner().invoke(service_cli(CLOCKED), ["tick", *arguments], env=environment).exit_code == 0

    return run


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(CLOCKED, tmp_path) as under_test:
        yield under_test


def opened_on(service: ServiceUnderTest, day: date) -> tuple[int, list[str]]:
    """The status of a command dated on that day, and its error codes."""
    answer = service.post("/v1/plans", {"occurredOn": f"{day}"})
    return answer.status_code, [error["code"] for error in answer.json().get("errors", [])]


@contextmanager
def seen_by(service: ServiceUnderTest) -> Iterator[None]:
    with clock_of(service.settings, service.database):
        yield


class TestInDevelopment:
    def test_today_is_the_day_of_the_last_tick(self, service: ServiceUnderTest, tick: Tick) -> None:
        with seen_by(service):
            assert today() > JUNE_2
        tick("--as-of", f"{JUNE_2}")
        with seen_by(service):
            assert today() == JUNE_2
        tick("--as-of", f"{JUNE_1}")
        with seen_by(service):
            assert today() == JUNE_1

    def test_a_command_may_be_dated_today_and_no_later(self, service: ServiceUnderTest, tick: Tick) -> None:
        tick("--as-of", f"{JUNE_1}")
        assert opened_on(service, JUNE_1) == (201, [])
        assert opened_on(service, JUNE_2) == (422, ["in_the_future"])
        tick("--as-of", f"{JUNE_2}")
        assert opened_on(service, JUNE_2) == (201, [])

    def test_a_tick_without_a_date_is_as_of_today(self, service: ServiceUnderTest, tick: Tick) -> None:
        tick("--as-of", f"{JUNE_1}")
        tick()
        assert ticked == [JUNE_1]
        with seen_by(service):
            assert today() == JUNE_1

    def test_the_schedulers_tick_is_as_of_today(self, service: ServiceUnderTest, tick: Tick) -> None:
        tick("--as-of", f"{JUNE_1}")
        service.process._tick(nothing_is_due)
        assert ticked == [JUNE_1, JUNE_1]


class TestOutsideDevelopment:
    def test_a_tick_does_not_change_today(self, service: ServiceUnderTest, tick: Tick) -> None:
        tick("--as-of", f"{JUNE_1}", development="off")
        assert opened_on(service, JUNE_2) == (201, [])

    def test_a_day_ticked_in_development_is_ignored(self, service: ServiceUnderTest, tick: Tick) -> None:
        tick("--as-of", f"{JUNE_1}")
        settings = service.settings.model_copy(update={"development": "off"})
        with clock_of(settings, service.database):
            assert today() > JUNE_2
