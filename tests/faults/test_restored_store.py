"""Republishing, and an older store restored (I10, I19): readers receive each stored event once."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.faults.brokers import OwnBroker
from tests.faults.pipeline import Planning, Reporting, assert_nothing_lost_or_doubled
from tests.faults.test_wiped_broker import records_on
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from planning.service import SERVICE
from samplan.bus.publishing.epochs import epochs_of
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow


def run(planning: Planning, *command: str) -> Result:
    settings = planning.settings
    environment = {
        "DATA_DIR": str(settings.data_dir),
        "KAFKA_BOOTSTRAP_SERVERS": settings.kafka_bootstrap_servers,
    }
    return CliRunner().invoke(service_cli(SERVICE), command, env=environment)


class TestRepublish:
    def test_fills_the_topic_again_and_has_no_second_effect(
        self, own_broker: OwnBroker, planning: Planning, reporting: Reporting
    ) -> None:
        planning.relay()
        reporting.inbox()
        planning.write_plans(5)
        assert_nothing_lost_or_doubled(planning, reporting)
        wait_until(planning.is_all_published, lambda: "the relay has not reached the end")
        whole = records_on(own_broker)
        result = run(planning, "republish")
        assert (result.exit_code, whole) == (1, records_on(own_broker))
        assert run(planning, "republish", "--yes").exit_code == 0
        wait_until(lambda: records_on(own_broker) >= 2 * whole, lambda: records_on(own_broker))
        planning.write_plans(1)
        assert_nothing_lost_or_doubled(planning, reporting)

    def test_never_skips_what_was_not_published(self, planning: Planning) -> None:
        planning.write_plans(1)
        result = run(planning, "republish", "--from", "4", "--yes")
        assert result.exit_code == 1
        assert "only 0 are published" in result.output


def heal(planning: Planning) -> str:
    """The output of the command that a store behind its head needs."""
    status = run(planning, "relay", "status")
    assert status.exit_code == 1
    assert "the store is behind its head" in status.output
    healed = run(planning, "republish", "--new-epoch", "--yes")
    assert healed.exit_code == 0, healed.output
    return healed.output


class TestARestoredStore:
    def test_continues_in_a_new_epoch_and_doubles_nothing(
        self, own_broker: OwnBroker, planning: Planning, reporting: Reporting, tmp_path: Path
    ) -> None:
        reporting.inbox()
        first = planning.relay()
        planning.write_plans(3)
        assert_nothing_lost_or_doubled(planning, reporting)
        copy(planning, tmp_path / "older.sqlite3")
        [lost] = planning.write_plans(1)
        assert_nothing_lost_or_doubled(planning, reporting)
        wait_until(planning.is_all_published, lambda: "the relay has not reached the end")
        before = reporting.facts(planning.source)
        first.kill()

        restore(planning, tmp_path / "older.sqlite3")
        assert str(lost) in heal(planning)

        planning.relay()
        planning.write_plans(2)
        renamed = f"/af/planning/{epochs_of(planning.database).present}"
        new = [place for place in planning.published() if place[2] > begins_after(planning)]
        reporting.wait_for(new, renamed)
        assert reporting.facts(renamed) == new
        assert reporting.facts(planning.source) == before
        assert reporting.digest() == reporting.digest_of_a_rebuild()
        assert run(planning, "relay", "status").exit_code == 0

    def test_is_told_apart_from_an_older_one_in_its_newer_epoch(
        self, own_broker: OwnBroker, planning: Planning, tmp_path: Path
    ) -> None:
        """The same copy restored a second time: it does not contain the epoch that was begun for it."""
        relay = planning.relay()
        planning.write_plans(1)
        wait_until(planning.is_all_published, lambda: "not all published")
        copy(planning, tmp_path / "older.sqlite3")
        planning.write_plans(1)
        wait_until(planning.is_all_published, lambda: "not all published")
        relay.kill()
        for _ in range(2):
            restore(planning, tmp_path / "older.sqlite3")
            assert run(planning, "relay", "status").exit_code == 1
            assert run(planning, "republish", "--new-epoch", "--yes").exit_code == 0
            assert run(planning, "relay", "status").exit_code == 0
            relay = planning.relay()
            planning.write_plans(1)
            wait_until(planning.is_all_published, lambda: "not all published")
            relay.kill()

    def test_is_left_alone_while_nothing_is_missing(self, planning: Planning) -> None:
        relay = planning.relay()
        planning.write_plans(1)
        wait_until(planning.is_all_published, lambda: "not all published")
        relay.kill()
        result = run(planning, "republish", "--new-epoch", "--yes")
        assert (result.exit_code, result.output[:13]) == (0, "Nothing to do")


def begins_after(planning: Planning) -> int:
    return epochs_of(planning.database).own[-1].begins_after


def copy(planning: Planning, to: Path) -> None:
    file = planning.settings.store_url("planning").removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as store, closing(sqlite3.connect(to)) as backup:
        store.backup(backup)


def restore(planning: Planning, older: Path) -> None:
    file = planning.settings.store_url("planning").removeprefix("sqlite:///")
    with closing(sqlite3.connect(older)) as backup, closing(sqlite3.connect(file)) as store:
        backup.backup(store)
