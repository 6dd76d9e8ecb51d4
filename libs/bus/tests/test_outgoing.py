"""Every record names the previously published event of the same aggregate (decision 20)."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.decisions.journal import publishable
from chassis.decisions.work import Application, Work
from chassis.store.database import open_database
from samplan.bus.publishing.epochs import Epoch, Epochs
from samplan.bus.publishing.outgoing import Outgoing
from samplan.bus.publishing.publication import Publication
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Track
from samplan.contracts.envelope import Record
from samplan.testing.specimen import SPECIMEN, ChooseTrack, OpenPlan, Plan, translate

ANNA = UUID("00000000-0000-4000-8000-00000000000a")
BEA = UUID("00000000-0000-4000-8000-00000000000b")
MONDAY = date(2020, 3, 2)
SOURCE = "/af/planning/0a1b2c3d"
ONE_EPOCH = Epochs((Epoch("0a1b2c3d", 0),), frozenset())


class TakeNote:
    """Records a private event of a plan."""

    def __init__(self, plan_id: UUID) -> None:
        self.plan_id = plan_id


def take_note(asked: TakeNote, work: Work) -> Plan:
    plan = work.load(Plan, asked.plan_id)
    plan.take_note("private")
    return plan


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    """Anna's plan is 1 and 6, with private notes between; Bea's is 2 and 5."""
    database = open_database(database_url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    application = Application(database, {**SPECIMEN.handlers(SPECIMEN.settings()), TakeNote: take_note})
    for command in (
        OpenPlan(plan_id=ANNA, on=MONDAY),
        OpenPlan(plan_id=BEA, on=MONDAY),
        TakeNote(ANNA),
        TakeNote(ANNA),
        ChooseTrack(plan_id=BEA, track=Track.WORK, on=MONDAY),
        ChooseTrack(plan_id=ANNA, track=Track.WORK, on=MONDAY),
    ):
        application.execute(command)
    yield database
    database.close()


def outgoing(store: Database, epochs: Epochs = ONE_EPOCH) -> Outgoing:
    return Outgoing(
        store, Publication(source=SOURCE, topic="af.planning.v1", translate=publishable(translate)), epochs
    )


def follows(records: Sequence[Record]) -> list[tuple[str, str | None]]:
    headers_of_each = [{name: value.decode() for name, value in record.headers} for record in records]
    return [(headers["ce_id"], headers.get("ce_previous")) for headers in headers_of_each]


def test_each_names_the_previous_public_event(store: Database) -> None:
    assert follows(outgoing(store).records(store.notifications(0, 100))) == [
        (f"{SOURCE}:1", None),
        (f"{SOURCE}:2", None),
        (f"{SOURCE}:5", f"{SOURCE}:2"),
        (f"{SOURCE}:6", f"{SOURCE}:1"),
    ]


def test_the_first_of_a_new_epoch_names_the_last_of_the_previous_epoch(store: Database) -> None:
    epochs = Epochs((Epoch("0a1b2c3d", 0), Epoch("4e5f6a7b", 5)), frozenset())
    assert follows(outgoing(store, epochs).records(store.notifications(5, 100))) == [
        ("/af/planning/4e5f6a7b:6", f"{SOURCE}:1")
    ]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.sets(st.integers(1, 5)))
def test_records_are_the_same_for_any_batches(store: Database, cuts: set[int]) -> None:
    stored = store.notifications(0, 100)
    pieces = [stored[start:end] for start, end in pairwise(sorted({0, *cuts, len(stored)}))]
    whole = outgoing(store).records(stored)
    assert [record for piece in pieces for record in outgoing(store).records(piece)] == whole
