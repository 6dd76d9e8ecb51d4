"""The real servers start from packages, and the fixtures connect to them."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from aiokafka.admin import AIOKafkaAdminClient

from chassis.store.database import open_database
from samplan.testing.fixtures import FreshDatabase
from samplan.testing.servers.postgres import PostgresServer
from samplan.testing.servers.processes import ChildProcess, DidNotStart
from samplan.testing.servers.stack import Stack


class TestChildProcess:
    def test_that_ends_too_early_is_reported_with_the_end_of_its_log(self, tmp_path: Path) -> None:
        program = "print('no such key'); raise SystemExit(1)"
        child = ChildProcess("referral", [sys.executable, "-c", program], tmp_path / "log")
        child.start()
        with pytest.raises(DidNotStart, match=r"referral ended before it was ready:\n  \| no such key"):
            child.wait_until(lambda: False, seconds=20)

    def test_that_has_ended_is_not_ready_though_another_program_answers(self, tmp_path: Path) -> None:
        child = ChildProcess("reporting", [sys.executable, "-c", "print('in use')"], tmp_path / "log")
        child.start()
        child.wait()
        with pytest.raises(DidNotStart, match="reporting ended before it was ready"):
            child.wait_until(lambda: True, seconds=20)

    def test_that_ignores_a_request_to_end_is_ended(self, tmp_path: Path) -> None:
        program = "import signal; signal.signal(15, signal.SIG_IGN); print('up', flush=True); signal.pause()"
        child = ChildProcess("stubborn", [sys.executable, "-c", program], tmp_path / "log")
        child.start()
        child.wait_until(lambda: "up" in child.log.read_text(), seconds=20)
        child.stop(patience_seconds=0.1)
        assert not child.is_alive


class TestFixtures:
    async def test_broker_answers(self, broker: str) -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=broker)
        await admin.start()
        assert (await admin.describe_cluster())["cluster_id"]
        await admin.close()

    def test_database_url_is_an_empty_store(self, database_url: str) -> None:
        database = open_database(database_url)
        database.create_event_tables()
        assert database.last_notification_id() == 0
        database.close()

    @pytest.mark.real
    def test_fresh_databases_share_nothing(self, postgres_url: str, fresh_database: FreshDatabase) -> None:
        with psycopg.connect(fresh_database(postgres_url)) as connection:
            connection.execute("CREATE TABLE here (x int)")
        with psycopg.connect(fresh_database(postgres_url)) as connection:
            assert connection.execute("SELECT to_regclass('here')").fetchone() == (None,)


@pytest.fixture
def directory() -> Iterator[Path]:
    """Outside pytest's own directory, which PostgreSQL's user may not enter."""
    with TemporaryDirectory() as name:
        yield Path(name)


@pytest.mark.real
@pytest.mark.slow
class TestStack:
    def test_starts_what_is_missing_and_stops_only_what_it_started(self, directory: Path) -> None:
        outer, inner = Stack(directory), Stack(directory)
        with outer.running() as first:
            with inner.running() as second:
                assert first == second
            assert all(server.is_up for server in outer.servers)
        assert not any(server.is_up for server in outer.servers)

    def test_keeps_its_data_from_one_run_to_the_next(self, directory: Path) -> None:
        with (
            Stack(directory).running() as environment,
            psycopg.connect(environment["POSTGRES_URL"]) as connection,
        ):
            connection.execute("CREATE TABLE kept (x int)")
        with (
            Stack(directory).running() as environment,
            psycopg.connect(environment["POSTGRES_URL"]) as connection,
        ):
            assert connection.execute("SELECT to_regclass('kept')").fetchone() == ("kept",)


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_only_a_durable_server_waits_for_the_disk(directory: Path, *, durable: bool, fsync: str) -> None:
    server = PostgresServer(directory, durable=durable)
    server.start()
    try:
        with psycopg.connect(server.address) as connection:
            shown = [connection.execute(f"SHOW {name}").fetchone() for name in ("fsync", "full_page_writes")]
    finally:
        server.stop()
    assert shown == [(fsync,), (fsync,)]
