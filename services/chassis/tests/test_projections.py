"""Read models are updated in the unit of work that records their facts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from chassis.decisions.work import Application
from chassis.service.service import Service
from chassis.settings.environment import load_settings
from chassis.store.database import open_database
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Track
from samplan.testing.specimen import SPECIMEN, ChooseTrack, OpenPlan, Plan, TrackAlreadyChosen

MONDAY = date(2020, 3, 2)
PLAN = UUID("5a3b1c00-0000-4000-8000-000000000001")
OPEN = OpenPlan(plan_id=PLAN, on=MONDAY)
CHOOSE = ChooseTrack(plan_id=PLAN, track=Track.WORK, on=MONDAY)
FOLDED: list[Any] = []


def fold(_: Plan, facts: Sequence[Plan.TrackChosen], tables: Records) -> None:
    tables.write("UPDATE openings SET day = :track", {"track": facts[-1].track.value})
    FOLDED.extend(facts)


CHOICES = Projection(of=Plan, facts=(Plan.TrackChosen,), fold=fold)
SERVICE: Service = replace(SPECIMEN, projections=(*SPECIMEN.projections, CHOICES))


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database, SERVICE.all_migrations, event_store=True)
    FOLDED.clear()
    yield database
    database.close()


@pytest.fixture
def application(store: Database) -> Application:
    return SERVICE.application(load_settings(SERVICE.settings), store)


def test_each_fact_is_folded_once(application: Application, store: Database) -> None:
    with store.transaction() as tx:
        work = application.work(tx)
        application.handle(OPEN, work)
        application.handle(CHOOSE, work)
        work.flush()
    assert [type(fact) for fact in FOLDED] == [Plan.TrackChosen]
    assert store.query("SELECT day FROM openings") == [{"day": "work"}]


def test_rows_are_written_before_the_answer_is_created(application: Application, store: Database) -> None:
    with store.transaction() as tx:
        work = application.work(tx)
        application.handle(OPEN, work)
        assert work.rows("SELECT plan_id FROM openings") == [{"plan_id": str(PLAN)}]


def test_a_command_can_read_what_it_has_recorded(application: Application, store: Database) -> None:
    """A later decision on the same aggregate is stored, even if the aggregate is not loaded again."""
    with store.transaction() as tx:
        work = application.work(tx)
        plan = work.add(Plan.open(PLAN, MONDAY))
        work.project()
        assert work.rows("SELECT plan_id FROM openings") == [{"plan_id": str(PLAN)}]
        plan.choose_track(Track.WORK, MONDAY)
        work.flush()
    assert store.query("SELECT day FROM openings") == [{"day": "work"}]
    with application.reading() as again:
        assert again.load(Plan, PLAN).version == 2


def test_a_batch_that_is_refused_leaves_nothing(application: Application, store: Database) -> None:
    def batch() -> None:
        with store.transaction() as tx:
            work = application.work(tx)
            for command in (OPEN, CHOOSE, CHOOSE):
                application.handle(command, work)

    with pytest.raises(TrackAlreadyChosen):
        batch()
    assert store.query("SELECT * FROM openings") == []
    assert store.last_notification_id() == 0
