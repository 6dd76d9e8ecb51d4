"""A backup is complete or refused; a restored store continues, and the erased stay erased (I10, I11, I20)."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from chassis.service.key_store import open_vault
from chassis.service.stores import migrate_stores
from chassis.settings.environment import Settings, load_settings
from chassis.store.database import open_database
from samplan.bus.reading.catch_up import is_caught_up, report_caught_up
from samplan.bus.store.migrations import Migration, store_epoch
from samplan.bus.store.transactions import Database
from samplan.privacy.vault import Erased, Vault
from samplan.testing.specimen import SPECIMEN, OpenPlan

KEEPER = replace(SPECIMEN, has_vault=True)
MONDAY = date(2020, 3, 2)
ALMA, BEA, RECORD = UUID(int=1), UUID(int=2), UUID(int=11)
PROGRAMMES = Path(__file__).parents[3] / "programmes"

NewUrl = Callable[[str], str]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.real)])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> NewUrl:
    """The URL of an empty store of each kind, another for each name."""
    if request.param == "sqlite":
        return lambda name: f"sqlite:///{tmp_path}/{name}.sqlite3"
    fresh: NewUrl = request.getfixturevalue("fresh_database")
    superuser = request.getfixturevalue("postgres_url")
    return lambda _name: fresh(superuser)


class Keeper:
    """A service with a store and a key store, and its commands."""

    def __init__(self, data: Path, store: str, keys: str) -> None:
        self.environment = {
            "DATA_DIR": str(data),
            "DATABASE_URL": store,
            "KEYS_URL": keys,
            "PROGRAMMES_DIR": str(PROGRAMMES),
        }
        self.settings: Settings = load_settings(
            KEEPER.settings, data_dir=data, database_url=store, keys_url=keys
        )

    def run(self, *command: str) -> Result:
        return CliRunner().invoke(service_cli(KEEPER), command, env=self.environment)

    def database(self) -> Database:
        return open_database(self.settings.store_url(KEEPER.name))

    def vault(self) -> Vault:
        return open_vault(self.settings, KEEPER.name)[0]

    def open_plans(self, number: int) -> None:
        with closing(self.database()) as database:
            application = KEEPER.application(self.settings, database)
            for _ in range(number):
                application.execute(OpenPlan(plan_id=uuid4(), on=MONDAY))


@pytest.fixture
def lost(tmp_path: Path, new_url: NewUrl) -> Keeper:
    """The service whose stores are about to be lost."""
    keeper = Keeper(tmp_path / "data", new_url("store"), new_url("keys"))
    migrate_stores(KEEPER, keeper.settings)
    keeper.open_plans(3)
    return keeper


@pytest.fixture
def found(tmp_path: Path, new_url: NewUrl) -> Keeper:
    """The same service on empty stores."""
    return Keeper(tmp_path / "data", new_url("new-store"), new_url("new-keys"))


def contents(keeper: Keeper) -> list[tuple[object, ...]]:
    with closing(keeper.database()) as database:
        events = [(n.id, n.originator_id, n.topic, bytes(n.state)) for n in database.notifications(0, 100)]
        tables = ("openings", "relay_positions", "epochs")
        rows = [tuple(row.values()) for table in tables for row in database.query(f"SELECT * FROM {table}")]  # noqa: S608  # as above
        return [*events, *sorted(rows, key=str), (store_epoch(database),)]


class TestTheStore:
    def test_is_identical_after_a_restore(self, lost: Keeper, found: Keeper, tmp_path: Path) -> None:
        made = lost.run("backup", str(tmp_path / "b"))
        assert made.exit_code == 0, made.output
        assert "events up to 3" in made.output
        before = contents(lost)
        restored = found.run("restore", str(tmp_path / "b"))
        assert restored.exit_code == 0, restored.output
        assert contents(found) == before

    def test_continues_with_the_next_position_after_a_restore(
        self, lost: Keeper, found: Keeper, tmp_path: Path
    ) -> None:
        lost.run("backup", str(tmp_path / "b"))
        found.run("restore", str(tmp_path / "b"))
        found.open_plans(1)
        with closing(found.database()) as database:
            assert database.last_notification_id() == 4

    def test_must_catch_up_after_a_restore(self, lost: Keeper, found: Keeper, tmp_path: Path) -> None:
        """I20: consents that ended since the backup are ended again before any answer rests on them."""
        with closing(lost.database()) as database:
            report_caught_up(database)
        lost.run("backup", str(tmp_path / "b"))
        found.run("restore", str(tmp_path / "b"))
        with closing(found.database()) as database:
            assert not is_caught_up(database)

    def test_is_never_restored_over_one_with_rows(self, lost: Keeper, tmp_path: Path) -> None:
        lost.run("backup", str(tmp_path / "b"))
        lost.open_plans(1)
        before = contents(lost)
        result = lost.run("restore", str(tmp_path / "b"))
        assert (result.exit_code, "not empty" in result.output) == (1, True)
        assert contents(lost) == before

    def test_may_be_restored_over_a_newly_migrated_one(
        self, lost: Keeper, found: Keeper, tmp_path: Path
    ) -> None:
        lost.run("backup", str(tmp_path / "b"))
        found.run("migrate")
        assert found.run("restore", str(tmp_path / "b")).exit_code == 0
        assert contents(found) == contents(lost)


class TestTheBackup:
    def test_is_refused_when_a_bit_has_changed(self, lost: Keeper, found: Keeper, tmp_path: Path) -> None:
        """I11."""
        lost.run("backup", str(tmp_path / "b"))
        for file in sorted((tmp_path / "b").iterdir()):
            content = file.read_bytes()
            file.write_bytes(bytes([*content[:-1], content[-1] ^ 1]) if content else b"x")
            result = found.run("restore", str(tmp_path / "b"))
            assert (result.exit_code, "damaged" in result.output) == (1, True), file
            file.write_bytes(content)
        assert found.run("restore", str(tmp_path / "b")).exit_code == 0

    def test_never_overwrites_another(self, lost: Keeper, tmp_path: Path) -> None:
        lost.run("backup", str(tmp_path / "b"))
        assert lost.run("backup", str(tmp_path / "b")).exit_code == 1

    def test_of_another_agency_is_refused(self, lost: Keeper, found: Keeper, tmp_path: Path) -> None:
        lost.run("backup", str(tmp_path / "b"))
        found.environment["AGENCY"] = "fk"
        result = found.run("restore", str(tmp_path / "b"))
        assert (result.exit_code, "backup of af planning" in result.output) == (1, True)

    def test_of_a_later_version_is_refused(self, lost: Keeper, found: Keeper, tmp_path: Path) -> None:
        later = replace(KEEPER, migrations=(*KEEPER.migrations, Migration("later-1", ())))
        migrate_stores(later, lost.settings)
        CliRunner().invoke(service_cli(later), ["backup", str(tmp_path / "b")], env=lost.environment)
        assert found.run("restore", str(tmp_path / "b")).exit_code == 78

    def test_of_an_earlier_version_is_migrated(self, lost: Keeper, found: Keeper, tmp_path: Path) -> None:
        lost.run("backup", str(tmp_path / "b"))
        later = replace(KEEPER, migrations=(*KEEPER.migrations, Migration("later-1", ())))
        command = ["restore", str(tmp_path / "b")]
        assert CliRunner().invoke(service_cli(later), command, env=found.environment).exit_code == 0
        assert found.run("migrate", "--check").output == "pending: keys-1\n"

    def test_of_a_missing_store_creates_no_store(self, found: Keeper, tmp_path: Path) -> None:
        if found.environment["DATABASE_URL"].startswith("sqlite"):
            assert found.run("backup", str(tmp_path / "b")).exit_code == 78
            assert not (tmp_path / "new-store.sqlite3").exists()


class TestTheKeys:
    def test_decrypt_again_after_a_restore(self, lost: Keeper, found: Keeper, tmp_path: Path) -> None:
        sealed = lost.vault().seal(ALMA, {"name": "Alma"}, record=RECORD)
        lost.run("backup", "--keys", str(tmp_path / "k"))
        assert found.run("restore", "--keys", str(tmp_path / "k")).exit_code == 0
        assert found.vault().open(sealed, record=RECORD) == {"name": "Alma"}

    @pytest.mark.parametrize("by", ["restore", "hand"])
    def test_do_not_bring_back_persons_erased_since(
        self, lost: Keeper, found: Keeper, tmp_path: Path, by: str
    ) -> None:
        """I20: however the keys were restored, the log of erasures is applied before any key is used."""
        vault = lost.vault()
        alma = vault.seal(ALMA, {"name": "Alma"}, record=RECORD)
        bea = vault.seal(BEA, {"name": "Bea"}, record=RECORD)
        lost.run("backup", "--keys", str(tmp_path / "k"))
        vault.destroy(ALMA)
        if by == "hand":
            log = found.settings.erasures_file(KEEPER.name)
            kept = log.read_text()
            log.unlink()
            found.run("restore", "--keys", str(tmp_path / "k"))
            log.write_text(kept)
        else:
            found.run("restore", "--keys", str(tmp_path / "k"))
        assert found.vault().open(alma, record=RECORD) == Erased()
        assert found.vault().open(bea, record=RECORD) == {"name": "Bea"}

    def test_stay_erased_when_the_log_is_lost_too(self, lost: Keeper, found: Keeper, tmp_path: Path) -> None:
        vault = lost.vault()
        alma = vault.seal(ALMA, {"name": "Alma"}, record=RECORD)
        lost.run("backup", "--keys", str(tmp_path / "k"))
        vault.destroy(ALMA)
        lost.run("backup", str(tmp_path / "b"))
        found.settings.erasures_file(KEEPER.name).unlink()
        found.run("restore", str(tmp_path / "b"))
        found.run("restore", "--keys", str(tmp_path / "k"))
        assert found.vault().open(alma, record=RECORD) == Erased()
