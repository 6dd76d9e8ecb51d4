"""`verify` compares the whole store with its digests; so does `restore`."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from prometheus_client import REGISTRY
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from chassis.observe.watching import measure
from chassis.service.stores import migrate_stores
from chassis.settings.environment import load_settings
from chassis.store.database import open_database
from samplan.testing.specimen import SPECIMEN, OpenPlan

MONDAY = date(2020, 3, 2)
PROGRAMMES = Path(__file__).parents[3] / "programmes"
PLANS = [UUID(int=1), UUID(int=2)]


class Operator:
    """Runs commands on a store with two plans."""

    def __init__(self, folder: Path, url: str) -> None:
        self.url = url
        self.environment = {
            "DATA_DIR": str(folder),
            "DATABASE_URL": url,
            "PROGRAMMES_DIR": str(PROGRAMMES),
            "DEVELOPMENT": "on",
        }
        settings = load_settings(SPECIMEN.settings, data_dir=folder, database_url=url, development="on")
        migrate_stores(SPECIMEN, settings)
        with closing(open_database(url)) as database:
            for plan in PLANS:
                SPECIMEN.application(settings, database).execute(OpenPlan(plan_id=plan, on=MONDAY))

    def run(self, *command: str, **environment: str) -> Result:
        cli = service_cli(replace(SPECIMEN, has_vault=False))
        return CliRunner().invoke(cli, command, env={**self.environment, **environment})

    def write(self, state: bytes) -> bytes:
        """Change the state of the second event; returns the one before."""
        with closing(open_database(self.url)) as database:
            [event] = database.notifications(1, 1)
            with database.transaction() as tx:
                at = "rowid" if tx.kind == "sqlite" else "notification_id"
                tx.execute(f"UPDATE stored_events SET state = :state WHERE {at} = 2", {"state": state})  # noqa: S608  # our own names
        return event.state

    def alarm(self) -> float | None:
        with closing(open_database(self.url)) as database:
            measure(database, None, None)
        return REGISTRY.get_sample_value("samplan_damaged_records")


@pytest.fixture
def operator(tmp_path: Path, database_url: str) -> Operator:
    return Operator(tmp_path, database_url)


def test_a_whole_store_is_whole(operator: Operator) -> None:
    result = operator.run("verify")
    assert (result.exit_code, result.output) == (0, "stored_events: 2 compared, 0 damaged\n")
    assert operator.alarm() == 0


def test_a_damaged_record_is_named_without_its_content(operator: Operator) -> None:
    operator.write(b'{"on":"2020-03-03"}')
    result = operator.run("verify")
    assert result.exit_code == 1
    assert f"damaged: stored_events 2: {PLANS[1]} version 1, topic or state" in result.output.splitlines()
    assert "2020-03-03" not in result.output
    assert operator.alarm() == 1


def test_a_mended_record_is_published_again(operator: Operator) -> None:
    original = operator.write(b"{}")
    operator.run("verify")
    operator.write(original)
    result = operator.run("verify")
    assert result.exit_code == 0
    assert "publish what was held back: republish --from 2 --yes" in result.output
    assert operator.alarm() == 0


def test_a_restored_backup_is_verified(operator: Operator, tmp_path: Path) -> None:
    if not operator.url.startswith("sqlite"):
        pytest.skip(reason="the copy is restored alike into every kind of store")
    operator.write(b"{}")
    operator.run("backup", str(tmp_path / "copy"))
    result = operator.run(
        "restore", str(tmp_path / "copy"), DATABASE_URL=f"sqlite:///{tmp_path}/other.sqlite3"
    )
    assert result.exit_code == 1
    assert "stored_events: 2 compared, 1 damaged" in result.output
