"""The store on each kind of database: typed events, versions, migrations, optimistic writers (I8, I14)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from chassis.decisions.idempotency import Answer, Conflict, Request, answer_once
from chassis.decisions.journal import from_stored, to_stored
from chassis.decisions.work import Application, Work
from chassis.settings.environment import load_settings
from chassis.store.database import open_database
from samplan.bus.observe.causation import Cause, because_of
from samplan.bus.store.migrations import (
    BUS_TABLES,
    Migration,
    SchemaIsNewer,
    SchemaIsOlder,
    check_schema,
    migrate,
    store_epoch,
)
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Track
from samplan.testing.specimen import SPECIMEN, ChooseTrack, OpenPlan, Plan

PLAN = UUID("00000000-0000-4000-8000-00000000000a")
MONDAY = date(2020, 3, 2)
CAUSE = Cause(correlation_id="correlation", causation_id="causation")


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    yield database
    database.close()


@pytest.fixture
def application(store: Database) -> Application:
    return SPECIMEN.application(load_settings(SPECIMEN.settings), store)


def test_only_the_owner_can_read_the_file_and_those_beside_it(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/store.sqlite3")
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    database.close()
    assert modes == dict.fromkeys(("store.sqlite3", "store.sqlite3-wal", "store.sqlite3-shm"), 0o600)


class TestEvents:
    def test_are_read_as_they_were_stored(self) -> None:
        with because_of(CAUSE):
            plan = Plan.open(PLAN, MONDAY)
            plan.choose_track(Track.HEALTH, MONDAY)
        for event in plan.collect_events():
            assert isinstance(event, Plan.Opened | Plan.TrackChosen)
            assert from_stored(to_stored(event)) == event

    def test_keep_their_cause(self, application: Application, store: Database) -> None:
        with because_of(CAUSE):
            application.execute(OpenPlan(plan_id=PLAN, on=MONDAY))
        [opened] = [from_stored(one) for one in store.notifications(0, 10)]
        assert (opened.correlation_id, opened.causation_id) == ("correlation", "causation")

    def test_are_stored_under_a_name_independent_of_their_module(
        self, application: Application, store: Database
    ) -> None:
        application.execute(OpenPlan(plan_id=PLAN, on=MONDAY))
        assert [one.topic for one in store.notifications(0, 10)] == ["specimen.PlanOpened"]

    def test_are_never_created_from_a_foreign_class(self) -> None:
        forged = StoredEvent(originator_id=PLAN, originator_version=1, topic="pathlib:Path", state=b"{}")
        with pytest.raises(TypeError, match="not a domain event"):
            from_stored(forged)


class TestUpcasting:
    def test_upcasts_an_event_of_an_earlier_version(self) -> None:
        stored = StoredEvent(
            originator_id=PLAN,
            originator_version=2,
            topic="specimen.NoteTaken",
            state=b'{"timestamp":"2020-03-02T12:00:00Z","correlation_id":"c","causation_id":"c",'
            b'"traceparent":null,"text":"as it was called in version 1"}',
        )
        assert from_stored(stored) == from_stored(
            StoredEvent(
                originator_id=PLAN,
                originator_version=2,
                topic="specimen.NoteTaken",
                state=b'{"timestamp":"2020-03-02T12:00:00Z","correlation_id":"c","causation_id":"c",'
                b'"traceparent":null,"words":"as it was called in version 1","class_version":2}',
            )
        )


class TestAUnitOfWork:
    def test_saves_events_and_rows_together(self, application: Application, store: Database) -> None:
        application.execute(OpenPlan(plan_id=PLAN, on=MONDAY))
        assert store.query("SELECT plan_id FROM openings") == [{"plan_id": str(PLAN)}]
        assert store.last_notification_id() == 1

    def test_saves_nothing_when_any_part_fails(self, application: Application, store: Database) -> None:
        application.execute(OpenPlan(plan_id=PLAN, on=MONDAY))
        with pytest.raises(IntegrityError):
            application.execute(OpenPlan(plan_id=PLAN, on=MONDAY))
        assert store.last_notification_id() == 1

    def test_sees_its_earlier_decisions(self, application: Application, store: Database) -> None:
        with store.transaction() as tx:
            work = application.work(tx)
            application.handle(OpenPlan(plan_id=PLAN, on=MONDAY), work)
            application.handle(ChooseTrack(plan_id=PLAN, track=Track.WORK, on=MONDAY), work)
            assert work.rows("SELECT plan_id FROM openings") == [{"plan_id": str(PLAN)}]
            assert work.flush() == 2


class TestTwoWriters:
    """Both load version 1; the second to save must not overwrite the first."""

    def test_the_second_is_retried_on_the_result_of_the_first(
        self, application: Application, store: Database
    ) -> None:
        application.execute(OpenPlan(plan_id=PLAN, on=MONDAY))
        rivals = iter([True])

        def choose(command: ChooseTrack, work: Work) -> Plan:
            plan = work.load(Plan, command.plan_id)
            if next(rivals, False):
                raise IntegrityError("a rival was faster")
            plan.choose_track(command.track, command.on)
            return plan

        rivalled = Application(store, {ChooseTrack: choose})
        assert answer_once(rivalled, request("k"), answer).status == 200
        assert store.last_notification_id() == 2

    def test_a_conflict_after_three_attempts_changes_nothing(self, store: Database) -> None:
        def never(_asked: ChooseTrack, _work: Work) -> Plan:
            raise IntegrityError("a rival was faster")

        with pytest.raises(Conflict):
            answer_once(Application(store, {ChooseTrack: never}), request("k"), answer)
        assert store.last_notification_id() == 0
        assert store.query("SELECT * FROM idempotency") == []


class TestMigrations:
    def test_are_applied_once(self, store: Database) -> None:
        assert migrate(store, SPECIMEN.all_migrations, event_store=True) == []

    def test_give_each_store_a_different_epoch(self, store: Database) -> None:
        epoch = store_epoch(store)
        migrate(store, SPECIMEN.all_migrations, event_store=True)
        assert store_epoch(store) == epoch
        assert len(epoch) == 8

    def test_by_which_a_later_version_removed_something_are_refused(self, store: Database) -> None:
        migrate(store, (*SPECIMEN.all_migrations, Migration("later-contract", ())), event_store=True)
        with pytest.raises(SchemaIsNewer, match="later-contract"):
            check_schema(store, SPECIMEN.all_migrations)

    def test_by_which_a_later_version_only_added_are_accepted(self, store: Database) -> None:
        """I17"""
        migrate(store, (*SPECIMEN.all_migrations, Migration("later", ())), event_store=True)
        check_schema(store, SPECIMEN.all_migrations)
        assert migrate(store, SPECIMEN.all_migrations, event_store=True) == []

    def test_that_are_missing_are_named(self, store: Database) -> None:
        with pytest.raises(SchemaIsOlder, match="later"):
            check_schema(store, (*SPECIMEN.all_migrations, Migration("later", ())))

    def test_that_were_never_applied_are_named(self, database_url: str) -> None:
        database = open_database(database_url)
        with pytest.raises(SchemaIsOlder, match="chassis-1"):
            check_schema(database, BUS_TABLES)
        database.close()

    def test_are_applied_completely_or_not_at_all(self, store: Database) -> None:
        broken = Migration("broken", ("CREATE TABLE half (x INTEGER)", "NO SQL AT ALL"))
        with pytest.raises(Exception, match=r"(?i)syntax"):
            migrate(store, (*SPECIMEN.all_migrations, broken), event_store=True)
        whole = Migration("broken", ("CREATE TABLE half (x INTEGER)",))
        assert migrate(store, (*SPECIMEN.all_migrations, whole), event_store=True) == ["broken"]


def request(key: str) -> Request:
    return Request(
        command=ChooseTrack(plan_id=PLAN, track=Track.WORK, on=MONDAY),
        agency="af",
        key=key,
        fingerprint="f",
        cause=CAUSE,
    )


def answer(plan: Plan) -> Answer:
    return Answer(status=200, headers={}, body=str(plan.id))
