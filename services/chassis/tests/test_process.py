"""A process that is stopped finishes or rolls back its work, closes its stores, and ends (I5)."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import httpx2
import pytest
from eventsourcing.persistence import PersistenceError

from chassis.process import housekeeping, run
from chassis.process.housekeeping import every
from chassis.process.run import Process, Role
from chassis.settings.environment import load_settings
from chassis.store.database import open_database
from samplan.bus.reading.catch_up import StillCatchingUp
from samplan.contracts.codes import Agency
from samplan.testing.issuer import mint_token
from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import ChildProcess
from samplan.testing.specimen import SPECIMEN
from samplan.testing.waiting import wait_until

TIMEOUT_SECONDS = 30
NOBODY = "127.0.0.1:1"
PROGRAM = """
import sys
from dataclasses import replace
from pathlib import Path
from chassis.cli.commands import service_cli
from samplan.testing.specimen import SPECIMEN, OpenPlan, open_plan
from samplan.testing.waiting import wait_until

begun, may_end = Path(sys.argv.pop()), Path(sys.argv.pop())

def slowly(command, work):
    plan = open_plan(command, work)
    begun.touch()
    wait_until(may_end.exists, lambda: "the test did not let it end")
    return plan

service_cli(replace(SPECIMEN, handlers=lambda _: {OpenPlan: slowly}))()
"""


@pytest.mark.slow
def test_a_running_command_is_answered_before_the_process_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, begun, may_end = free_port(), tmp_path / "begun", tmp_path / "may_end"
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", NOBODY)
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    command = [sys.executable, str(program), "api", str(may_end), str(begun)]
    process = ChildProcess("the specimen", command, tmp_path / "log")
    process.start()
    process.wait_until(lambda: "Application startup complete" in process.log.read_text(), TIMEOUT_SECONDS)
    answers: list[int] = []
    token = mint_token(tmp_path, Agency.AF, scopes=SPECIMEN.scopes, audience=[SPECIMEN.name])
    caller = Thread(target=lambda: answers.append(open_a_plan(port, token)))
    caller.start()
    wait_until(begun.exists, process.tail)
    process.ask_to_stop()
    wait_until(lambda: "Shutting down" in process.log.read_text(), process.tail)
    may_end.touch()
    caller.join()
    process.wait()
    assert "Application shutdown complete" in process.log.read_text()
    assert answers == [201]
    store = open_database(f"sqlite:///{tmp_path}/af-planning.sqlite3")
    assert store.last_notification_id() == 1
    store.close()


def open_a_plan(port: int, token: str) -> int:
    return httpx2.post(
        f"http://127.0.0.1:{port}/v1/plans",
        json={"occurredOn": "2020-03-02"},
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "k"},
        timeout=TIMEOUT_SECONDS,
    ).status_code


@pytest.mark.slow
async def test_work_that_takes_too_long_is_rolled_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "GRACE_SECONDS", 0.01)
    settings = load_settings(SPECIMEN.settings, data_dir=tmp_path, tick="off", kafka_bootstrap_servers=NOBODY)
    process = Process(replace(SPECIMEN, reads=()), settings, frozenset({Role.API}))
    begun, may_end = Event(), Event()
    failures: list[Exception] = []

    def work() -> None:
        try:
            with process.database.transaction() as tx:
                tx.execute("INSERT INTO openings VALUES ('too late', '2020-03-02')")
                begun.set()
                may_end.wait(TIMEOUT_SECONDS)
        except Exception as error:  # noqa: BLE001  # kept for the test
            failures.append(error)

    thread = Thread(target=work)
    async with process._lifespan(process.app):
        thread.start()
        await asyncio.to_thread(begun.wait, TIMEOUT_SECONDS)
    may_end.set()
    await asyncio.to_thread(thread.join)
    assert failures
    store = open_database(settings.store_url(SPECIMEN.name))
    assert store.query("SELECT * FROM openings") == []
    store.close()


async def test_the_api_is_described_before_the_first_request(tmp_path: Path) -> None:
    """Otherwise the first refused request would wait for it, and all others too."""
    settings = load_settings(SPECIMEN.settings, data_dir=tmp_path, tick="off", kafka_bootstrap_servers=NOBODY)
    process = Process(replace(SPECIMEN, reads=(), translate=None), settings, frozenset({Role.API}))
    async with process._lifespan(process.app):
        assert process.app.openapi_schema is not None


@pytest.mark.parametrize("error", [PersistenceError("down"), ValueError("of some rule"), StillCatchingUp()])
async def test_housekeeping_continues_after_a_failure(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pause in ("RETRY_SECONDS", "CATCHING_UP_SECONDS"):
        monkeypatch.setattr(housekeeping, pause, 0)
    stop, failures = asyncio.Event(), [error]

    def tick() -> None:
        if failures:
            raise failures.pop()
        loop.call_soon_threadsafe(stop.set)

    loop = asyncio.get_running_loop()
    await asyncio.wait_for(every(3600, stop, tick), TIMEOUT_SECONDS)
