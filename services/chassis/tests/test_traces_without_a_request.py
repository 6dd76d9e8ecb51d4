"""The effects of a tick or an operator's command are one trace too, across services (I13)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from chassis.decisions.domain import DomainEvent
from chassis.decisions.journal import from_stored
from chassis.decisions.work import Application
from chassis.process.run import Process
from chassis.service.stores import migrate_stores, open_store
from chassis.settings.environment import load_settings
from samplan.bus.observe import tracing
from samplan.bus.store.transactions import Database
from samplan.testing.spans import Told
from samplan.testing.specimen import SPECIMEN, OpenPlan

ANNA = UUID("00000000-0000-4000-8000-00000000000a")
BEA = UUID("00000000-0000-4000-8000-00000000000b")


def open_two(_: Database, application: Application, as_of: date) -> int:
    for plan in (ANNA, BEA):
        application.execute(OpenPlan(plan_id=plan, on=as_of))
    return 2


CLOCKED = replace(SPECIMEN, tick=open_two)


def by_hand(folder: Path) -> None:
    done = CliRunner().invoke(service_cli(CLOCKED), ["tick"], env={"DATA_DIR": str(folder)})
    assert done.exit_code == 0, done.output


def by_itself(folder: Path) -> None:
    settings = load_settings(CLOCKED.settings, data_dir=folder)
    migrate_stores(CLOCKED, settings)
    process = Process(CLOCKED, settings, frozenset())
    process._tick(open_two)
    process.close()


def stored(folder: Path) -> list[DomainEvent]:
    database = open_store(CLOCKED, load_settings(CLOCKED.settings, data_dir=folder))
    events = [from_stored(one) for one in database.notifications(0, 100)]
    database.close()
    return events


@pytest.mark.parametrize("move", [by_hand, by_itself])
class TestAClock:
    def test_begins_a_trace_of_all_its_effects(
        self, move: Callable[[Path], None], tmp_path: Path, told: Told
    ) -> None:
        move(tmp_path)
        assert told.parent_of("tick") == "none"
        assert {tracing.trace_id_of(event.traceparent) for event in stored(tmp_path)} == told.traces
        assert sorted(told.names) == sorted(["tick", *["OpenPlan", "INSERT stored_events"] * 2])

    def test_correlates_its_effects_without_tracing(
        self, move: Callable[[Path], None], tmp_path: Path
    ) -> None:
        move(tmp_path)
        first, second = stored(tmp_path)
        assert first.traceparent == second.traceparent
        assert first.correlation_id == second.correlation_id
        assert (first.traceparent or "").endswith("-00")
        assert tracing.is_traceparent(first.traceparent)
