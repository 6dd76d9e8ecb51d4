"""CLOCK_FILE holds the business date of a replay; the real date is never used instead."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from chassis.decisions.clock import clock_of, today
from chassis.decisions.domain import DomainEvent
from chassis.process.business_date import show_business_date, warn_of_replay
from chassis.service.publishing import publication_of
from chassis.settings.clock_file import ClockUnreadable, date_in
from samplan.bus.observe.telemetry import BUSINESS_DATE
from samplan.bus.publishing.epochs import epochs_of
from samplan.bus.publishing.outgoing import Outgoing
from samplan.contracts.event import ContractEvent
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.issuer import ensure_issuer
from samplan.testing.specimen import SPECIMEN, translate

JUNE_1 = date(2016, 6, 1)
JUNE_2 = date(2016, 6, 2)
NO_DATE = ["", "tomorrow", "20160601", "2016-W22-3", "2016-06-01T00:00", "2016-06-31", "å"]


def translated_today(fact: DomainEvent) -> ContractEvent | None:
    return translate(fact) if today() == JUNE_1 else None


@pytest.fixture
def clock(tmp_path: Path) -> Path:
    file = tmp_path / "clock"
    file.write_text(f"{JUNE_1}\n")
    return file


@pytest.fixture
def service(tmp_path: Path, clock: Path) -> Iterator[ServiceUnderTest]:
    publishing = replace(SPECIMEN, translate=translated_today)
    ensure_issuer(tmp_path)
    keys = tmp_path / "jwks.json"
    with ServiceUnderTest(
        publishing, tmp_path, clock_file=clock, development="off", jwks_file=keys
    ) as under_test:
        yield under_test


def command(clock: Path | str, tmp_path: Path, *arguments: str) -> Result:
    ticking = replace(SPECIMEN, tick=lambda *_: 0)
    environment = {"DATA_DIR": str(tmp_path), "CLOCK_FILE": str(clock)}
    return CliRunner().invoke(service_cli(ticking), list(arguments), env=environment)


def opened_on(service: ServiceUnderTest, day: date) -> int:
    return service.post("/v1/plans", {"occurredOn": f"{day}"}).status_code


class TestDateIn:
    def test_is_the_date_that_the_file_holds(self, clock: Path) -> None:
        assert date_in(clock) == JUNE_1

    @pytest.mark.parametrize("content", NO_DATE)
    def test_is_nothing_but_a_date(self, clock: Path, content: str) -> None:
        clock.write_text(content)
        with pytest.raises(ClockUnreadable):
            date_in(clock)

    def test_needs_the_file(self, tmp_path: Path) -> None:
        with pytest.raises(ClockUnreadable):
            date_in(tmp_path / "absent")


class TestTheBusinessDate:
    def test_is_the_files_without_development(self, service: ServiceUnderTest, clock: Path) -> None:
        assert [opened_on(service, JUNE_1), opened_on(service, JUNE_2)] == [201, 422]
        clock.write_text(f"{JUNE_2}")
        assert opened_on(service, JUNE_2) == 201

    def test_does_not_change_within_a_request(self, service: ServiceUnderTest, clock: Path) -> None:
        with clock_of(service.settings, service.database):
            assert today() == JUNE_1
            clock.write_text(f"{JUNE_2}")
            assert today() == JUNE_1

    def test_is_not_moved_by_a_tick(self, service: ServiceUnderTest, clock: Path, tmp_path: Path) -> None:
        assert command(clock, tmp_path, "tick", "--as-of", f"{JUNE_2}").exit_code == 0
        assert opened_on(service, JUNE_2) == 422

    def test_is_that_of_a_tick_without_a_date(self, clock: Path, tmp_path: Path) -> None:
        assert f"due by {JUNE_1}" in command(clock, tmp_path, "tick").output

    def test_is_asked_when_an_event_is_published(self, service: ServiceUnderTest, clock: Path) -> None:
        opened_on(service, JUNE_1)
        stored = service.database.notifications(0, 10)
        publication = publication_of(service.service, service.settings, service.database)
        outgoing = Outgoing(service.database, publication, epochs_of(service.database))
        assert len(outgoing.records(stored)) == 1
        clock.write_text(f"{JUNE_2}")
        assert outgoing.records(stored) == []


class TestWithoutADate:
    @pytest.mark.parametrize("content", NO_DATE)
    def test_no_service_starts(self, clock: Path, tmp_path: Path, content: str) -> None:
        clock.write_text(content)
        result = command(clock, tmp_path, "serve")
        assert (result.exit_code, len(result.output.splitlines())) == (78, 1)
        assert "CLOCK_FILE" in result.output

    def test_a_missing_file_is_named_at_start(self, tmp_path: Path) -> None:
        result = command(tmp_path / "absent", tmp_path, "serve")
        assert result.exit_code == 78
        assert "CLOCK_FILE" in result.output

    def test_a_command_is_answered_with_503(self, service: ServiceUnderTest, clock: Path) -> None:
        clock.unlink()
        answer = service.post("/v1/plans", {"occurredOn": f"{JUNE_1}"})
        assert (answer.status_code, answer.json()["code"]) == (503, "business_date_unknown")

    def test_the_service_is_not_ready(self, service: ServiceUnderTest, clock: Path) -> None:
        assert service.client.get("/health/ready").status_code == 200
        clock.write_text("tomorrow")
        answer = service.client.get("/health/ready")
        assert answer.json()["missing"] == ["CLOCK_FILE holds no date as YYYY-MM-DD"]

    def test_the_relay_tries_again(self, service: ServiceUnderTest, clock: Path) -> None:
        opened_on(service, JUNE_1)
        publication = publication_of(service.service, service.settings, service.database)
        outgoing = Outgoing(service.database, publication, epochs_of(service.database))
        clock.unlink()
        with pytest.raises(ClockUnreadable):
            outgoing.records(service.database.notifications(0, 10))


class TestOperatorsSeeIt:
    def test_in_the_log_at_start(self, service: ServiceUnderTest) -> None:
        with capture_logs() as logs:
            warn_of_replay(service.settings)
        assert [(line["log_level"], line["business_date"]) for line in logs] == [("warning", f"{JUNE_1}")]

    def test_nothing_is_said_where_there_is_no_file(self, service: ServiceUnderTest) -> None:
        with capture_logs() as logs:
            warn_of_replay(service.settings.model_copy(update={"clock_file": None}))
        assert logs == []

    def test_in_config_check(self, clock: Path, tmp_path: Path) -> None:
        result = command(clock, tmp_path, "config", "check")
        assert result.exit_code == 0, result.output
        assert f"warning: CLOCK_FILE: the business date is {JUNE_1}" in result.output

    def test_in_a_metric(self, service: ServiceUnderTest, clock: Path) -> None:
        show_business_date(service.settings, service.database)
        assert BUSINESS_DATE._value.get() == (JUNE_1 - date(1970, 1, 1)).days
        clock.unlink()
        show_business_date(service.settings, service.database)
        assert BUSINESS_DATE._value.get() == 0


def test_an_empty_setting_is_none(tmp_path: Path) -> None:
    result = command("", tmp_path, "config", "check")
    assert "warning" not in result.output
    assert '"clock_file": null' in result.output
