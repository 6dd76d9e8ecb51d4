"""`python -m reporting rebuild` and `digest`, as an operator runs them."""

from __future__ import annotations

import pytest
from services.reporting.tests.conftest import PROGRAMMES
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher, by_topic
from typer.testing import CliRunner, Result

from reporting.cli import cli
from reporting.projection.projector import Projector
from samplan.bus.reading.catch_up import report_caught_up
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("PROGRAMMES_DIR", str(PROGRAMMES))


def run(*command: str) -> Result:
    return CliRunner().invoke(cli, command)


def receive_one_way(store: Database) -> None:
    for batch in by_topic(Publisher().publish(Person().whole_journey())).values():
        apply_batch(store, Projector(), batch)


def test_a_rebuild_reports_its_progress_and_its_end(store: Database) -> None:
    receive_one_way(store)
    result = run("rebuild")
    assert result.exit_code == 0
    assert result.stdout == "rebuilt from 12 facts\n"
    assert result.stderr == "12 of 12 facts\n"


def test_the_digest_is_the_same_after_a_rebuild(store: Database) -> None:
    receive_one_way(store)
    before = run("digest").stdout
    run("rebuild")
    assert run("digest").stdout == before
    assert len(before.strip()) == 64


def test_the_digest_changes_with_another_fact(store: Database) -> None:
    before = run("digest").stdout
    receive_one_way(store)
    assert run("digest").stdout != before


def test_a_rebuild_over_a_damaged_fact_names_it_and_leaves_the_view(store: Database) -> None:
    receive_one_way(store)
    before = run("digest").stdout
    with store.transaction() as tx:
        tx.execute("UPDATE facts SET occurred_on = '2020-01-01' WHERE position = 3")
    result = run("rebuild")
    assert result.exit_code == 1
    assert result.stderr.startswith("the view is unchanged: a fact is damaged\nfacts 3: ")
    assert run("verify").exit_code == 1
    assert run("digest").stdout == before


class TestADryRun:
    def test_accepts_a_view_that_matches_its_facts(self, store: Database) -> None:
        receive_one_way(store)
        result = run("rebuild", "--shadow", "--dry-run")
        assert result.exit_code == 0
        assert "is what its 12 facts say" in result.stdout

    def test_reports_a_view_that_does_not_and_leaves_it(self, store: Database) -> None:
        receive_one_way(store)
        with store.transaction() as tx:
            tx.execute("UPDATE cells SET people = people + 1")
        before = run("digest").stdout
        result = run("rebuild", "--shadow", "--dry-run")
        assert (result.exit_code, run("digest").stdout) == (1, before)
        run("rebuild", "--shadow")
        assert run("rebuild", "--dry-run").exit_code == 0


class TestFreezing:
    def test_publishes_a_programme_that_is_over(self, store: Database) -> None:
        report_caught_up(store)
        receive_one_way(store)
        result = run("freeze", "malmokraften")
        assert (result.exit_code, result.stdout) == (0, "frozen as of 2022-12-31, from 12 facts\n")

    def test_says_why_it_does_not(self, store: Database) -> None:
        behind = run("freeze", "malmokraften")
        assert (behind.exit_code, "not every event is applied yet" in behind.stderr) == (1, True)
        report_caught_up(store)
        run("freeze", "malmokraften")
        again = run("freeze", "malmokraften")
        assert (again.exit_code, "already frozen" in again.stderr) == (1, True)
        assert run("freeze", "nowhere").exit_code == 2
