"""Concurrent requests on one store: every wait is bounded, and nothing happens twice (I1, I15)."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from eventsourcing.persistence import ProgrammingError

from chassis.decisions.domain import Refused
from chassis.decisions.idempotency import Answer, Request, answer_once
from chassis.decisions.work import Application, Handler, Work
from chassis.store.database import open_database
from samplan.bus.observe.causation import Cause
from samplan.bus.store.migrations import check_schema, migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN, OpenPlan, Plan, open_plan
from samplan.testing.waiting import wait_until

MONDAY = date(2020, 3, 2)
MANY = 4


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    yield database
    database.close()


def at_once(do: Callable[[], Any]) -> list[Any]:
    """The results of many threads that do the same at the same time."""
    together, got = Barrier(MANY), []

    def one() -> None:
        together.wait()
        try:
            got.append(do())
        except Exception as error:
            got.append(error)
            raise

    threads = [Thread(target=one) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


class AlreadyOpen(Refused):
    code = "already_open"


def open_the_only_plan(command: OpenPlan, work: Work) -> Plan:
    """Refuses a second plan, as a service that allows one open case per person does."""
    one = {"day": command.on.isoformat()}
    if not work.rows(
        "INSERT INTO openings VALUES ('the one', :day) ON CONFLICT DO NOTHING RETURNING day", one
    ):
        raise AlreadyOpen
    return work.add(Plan.open(command.plan_id, command.on))


class TestManyUnderOneKey:
    @pytest.mark.parametrize("handler", [open_plan, open_the_only_plan])
    def test_get_one_answer_and_store_one_set_of_events(self, store: Database, handler: Handler) -> None:
        application = Application(store, {OpenPlan: handler})

        def send() -> Answer:
            request = Request(
                command=OpenPlan(plan_id=uuid4(), on=MONDAY),
                agency=Agency.AF,
                key="the same",
                fingerprint="f",
                cause=Cause(correlation_id="c", causation_id="c"),
            )
            return answer_once(application, request, answer_with_id)

        answers = at_once(send)
        assert len({answer.body for answer in answers}) == 1
        assert sorted(answer.replayed for answer in answers) == [False, *[True] * (MANY - 1)]
        assert store.last_notification_id() == 1


class TestManyMigrations:
    def test_of_one_new_store_apply_each_step_once(self, database_url: str) -> None:
        def start() -> list[str]:
            database = open_database(database_url)
            try:
                applied = migrate(database, SPECIMEN.all_migrations, event_store=True)
                check_schema(database, SPECIMEN.all_migrations)
            finally:
                database.close()
            return applied

        applied = at_once(start)
        assert sorted(len(steps) for steps in applied) == [0, 0, 0, len(SPECIMEN.all_migrations)]


class TestReading:
    def test_continues_while_one_writes_and_another_waits(self, store: Database) -> None:
        done = Event()

        def write() -> None:
            with store.transaction() as tx:
                tx.execute("DELETE FROM openings")
                done.wait(20)

        writers = [Thread(target=write) for _ in range(2)]
        with store.transaction() as tx:
            tx.execute("DELETE FROM openings")
            for writer in writers:
                writer.start()
            reads: list[object] = []
            reader = Thread(target=lambda: reads.append(store.query("SELECT * FROM openings")))
            reader.start()
            wait_until(lambda: bool(reads), lambda: "still waiting to read", seconds=3)
        done.set()
        for thread in (*writers, reader):
            thread.join()


class TestAFaultOfTheProgram:
    def test_is_reported_as_one_on_every_store(self, store: Database) -> None:
        with pytest.raises(ProgrammingError), store.transaction() as tx:
            tx.execute("SELECT nothing_of_the_kind FROM openings")


@pytest.mark.real
class TestALockThatIsHeld:
    def test_is_waited_for_briefly_and_then_answered_503_with_retry_after(
        self, fresh_database: Callable[[str], str], postgres_url: str, tmp_path: Path
    ) -> None:
        url = f"{fresh_database(postgres_url)}?options=-c%20lock_timeout%3D100ms"
        with ServiceUnderTest(SPECIMEN, tmp_path, database_url=url) as service:
            with service.database.transaction() as tx:
                tx.execute("LOCK TABLE idempotency IN ACCESS EXCLUSIVE MODE")
                answer = service.post("/v1/plans", {"occurredOn": "2020-03-02"}, key="k")
            assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
            assert answer.headers["retry-after"] == "1"
            assert service.post("/v1/plans", {"occurredOn": "2020-03-02"}, key="k").status_code == 201


def answer_with_id(plan: Plan) -> Answer:
    return Answer(status=201, headers={}, body=str(plan.id))
