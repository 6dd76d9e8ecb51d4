"""Key files and key stores at the paths in the settings, and nowhere else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import ConnectionPoolClosedError

from chassis.decisions.work import Handlers
from chassis.process.run import Process
from chassis.service.key_store import open_request_index, open_vault
from chassis.service.service import Service
from chassis.service.stores import migrate_stores
from chassis.settings.environment import BadConfiguration, Settings, load_settings
from chassis.store.database import opened_databases
from samplan.contracts.codes import Agency
from samplan.privacy.vault import SecretKey, Vault
from samplan.testing.specimen import SPECIMEN

ALMA, RECORD = UUID(int=1), UUID(int=11)
KEEPER = replace(SPECIMEN, has_vault=True)


def settings(data_dir: Path, **more: Path | str) -> Settings:
    return load_settings(Settings, agency=Agency.AF, port=8001, data_dir=data_dir, **more)


class TestOpenVault:
    def test_creates_missing_keys_and_reads_them_again(self, tmp_path: Path) -> None:
        vault, index = open_vault(settings(tmp_path), "referral")
        sealed, found = vault.seal(ALMA, {"name": "Alma"}, record=RECORD), index.of("198506159808")
        again, index_again = open_vault(settings(tmp_path), "referral")
        assert again.open(sealed, record=RECORD) == {"name": "Alma"}
        assert index_again.of("198506159808") == found

    def test_gives_each_service_different_keys(self, tmp_path: Path) -> None:
        _, referral = open_vault(settings(tmp_path), "referral")
        _, consent = open_vault(settings(tmp_path), "consent")
        assert referral.of("198506159808") != consent.of("198506159808")

    @pytest.mark.parametrize("name", ["master_key_file", "index_key_file"])
    def test_refuses_a_missing_key(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(BadConfiguration, match=f"{name.upper()}: No such file"):
            open_vault(settings(tmp_path, **{name: tmp_path / "absent.key"}), "referral")

    @pytest.mark.parametrize("name", ["master_key_file", "index_key_file"])
    def test_refuses_a_key_that_everybody_may_read(self, tmp_path: Path, name: str) -> None:
        key = tmp_path / "mine.key"
        SecretKey.read_or_create(key)
        key.chmod(0o644)
        with pytest.raises(BadConfiguration, match=f"{name.upper()}: .*everybody"):
            open_vault(settings(tmp_path, **{name: key}), "referral")

    def test_refuses_a_master_key_that_opens_no_stored_key(self, tmp_path: Path) -> None:
        """Otherwise it would encrypt new data under a key that opens none of the stored data."""
        vault, _ = open_vault(settings(tmp_path), "referral")
        vault.seal(ALMA, {"name": "Alma"}, record=RECORD)
        SecretKey.read_or_create(tmp_path / "other.key")
        with pytest.raises(BadConfiguration, match=r"MASTER_KEY_FILE: holds key .* the stored keys need"):
            open_vault(settings(tmp_path, master_key_file=tmp_path / "other.key"), "referral")

    def test_accepts_a_new_master_key_when_no_keys_are_stored(self, tmp_path: Path) -> None:
        vault, _ = open_vault(settings(tmp_path), "referral")
        vault.seal(ALMA, {"name": "Alma"}, record=RECORD)
        vault.destroy(ALMA)
        SecretKey.read_or_create(tmp_path / "other.key")
        open_vault(settings(tmp_path, master_key_file=tmp_path / "other.key"), "referral")


class TestOpenRequestIndex:
    def test_survives_a_rotation_of_the_persons_index_key(self, tmp_path: Path) -> None:
        before = open_request_index(settings(tmp_path), KEEPER).of("a key")
        SecretKey.read_or_create(tmp_path / "new.key")
        rotated = settings(tmp_path, index_key_file=tmp_path / "new.key")
        assert open_request_index(rotated, KEEPER).of("a key") == before

    @pytest.mark.parametrize("service", [KEEPER, SPECIMEN], ids=["with a vault", "without"])
    def test_finds_no_person(self, tmp_path: Path, service: Service) -> None:
        requests = open_request_index(settings(tmp_path), service)
        _, persons = open_vault(settings(tmp_path), service.name)
        assert requests.of("198506159808").split(":")[1] != persons.of("198506159808").split(":")[1]


class TestTheKeyStore:
    def test_is_migrated_with_the_service(self, tmp_path: Path) -> None:
        assert "keys-1" in migrate_stores(KEEPER, settings(tmp_path))
        assert migrate_stores(KEEPER, settings(tmp_path)) == []

    @pytest.mark.real
    def test_is_not_migrated_when_a_replica_starts(
        self, fresh_database: Callable[[str], str], postgres_url: str, tmp_path: Path
    ) -> None:
        where = settings(tmp_path, keys_url=fresh_database(postgres_url))
        with pytest.raises(BadConfiguration, match="KEYS_URL: run `migrate` first"):
            open_vault(where, SPECIMEN.name)
        migrate_stores(KEEPER, where)
        with opened_databases() as opened:
            open_vault(where, SPECIMEN.name)
        opened[0].close()

    def test_is_closed_with_its_process(self, tmp_path: Path) -> None:
        opened: list[Vault] = []

        def handlers(given: Settings) -> Handlers:
            opened.append(open_vault(given, SPECIMEN.name)[0])
            return {}

        Process(replace(KEEPER, handlers=handlers), settings(tmp_path)).close()
        with pytest.raises(ConnectionPoolClosedError):
            opened[0].destroy(ALMA)
