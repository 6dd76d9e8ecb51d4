"""A store with two plans, and how to change what is stored of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from chassis.decisions.work import Application
from chassis.settings.environment import load_settings
from chassis.store.database import open_database
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Track
from samplan.testing.specimen import SPECIMEN, ChooseTrack, OpenPlan, Plan

ANNA, BEA = UUID(int=0xA), UUID(int=0xB)
MONDAY = date(2020, 3, 2)


@contextmanager
def two_plans(url: str) -> Iterator[Database]:
    """Anna's plan is at the positions 1 and 3, Bea's at 2."""
    database = open_database(url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    application = application_of(database)
    application.execute(OpenPlan(plan_id=ANNA, on=MONDAY))
    application.execute(OpenPlan(plan_id=BEA, on=MONDAY))
    application.execute(ChooseTrack(plan_id=ANNA, track=Track.WORK, on=MONDAY))
    yield database
    database.close()


def application_of(store: Database) -> Application:
    return SPECIMEN.application(load_settings(SPECIMEN.settings), store)


class Column(NamedTuple):
    """A value of a stored event, and how to write another."""

    position: int
    name: str

    def of(self, store: Database) -> Any:
        [row] = store.query(f"SELECT {self.name} AS value FROM stored_events WHERE {self._at(store)}")  # noqa: S608  # our own names
        return row["value"]

    def write(self, store: Database, value: Any) -> None:
        column = f"{self.name} = :value"
        if self.name == "topic" and isinstance(value, bytes):
            column = "topic = CAST(:value AS TEXT)"
        with store.transaction() as tx:
            tx.execute(f"UPDATE stored_events SET {column} WHERE {self._at(store)}", {"value": value})  # noqa: S608  # our own names

    def _at(self, store: Database) -> str:
        return f"{'rowid' if store.kind == 'sqlite' else 'notification_id'} = {self.position}"


def flipped(value: bytes, bit: int) -> bytes:
    at, within = divmod(bit % (8 * len(value)), 8)
    return value[:at] + bytes([value[at] ^ 1 << within]) + value[at + 1 :]


def is_loaded(store: Database, plan: UUID) -> bool:
    with application_of(store).reading() as work:
        return bool(work.load(Plan, plan))


def damaged_columns(store: Database) -> list[tuple[int, str]]:
    return [(row["position"], row["place"]) for row in store.query("SELECT * FROM damaged ORDER BY position")]
