"""Sealed text opens only for its person and record, and never after the key is destroyed."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from chassis.store.database import open_database
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.privacy.vault import (
    KEY_MIGRATIONS,
    BlindIndex,
    Erased,
    PersonErased,
    SecretKey,
    Tampered,
    UnsafeKey,
    Vault,
)

ALMA, BEA = UUID(int=1), UUID(int=2)
RECORD, OTHER_RECORD = UUID(int=11), UUID(int=12)
FIELDS = {"name": "Alma Åkesson", "phone": None}
MASTER = SecretKey(bytes(range(32)))


@pytest.fixture
def keys(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database, KEY_MIGRATIONS, event_store=False)
    yield database
    database.close()


@pytest.fixture
def vault(keys: Database) -> Vault:
    return Vault(keys, MASTER)


class TestVault:
    def test_opens_what_it_sealed(self, vault: Vault) -> None:
        assert vault.open(vault.seal(ALMA, FIELDS, record=RECORD), record=RECORD) == FIELDS

    def test_shows_nothing_of_the_fields(self, vault: Vault) -> None:
        assert "Alma" not in vault.seal(ALMA, FIELDS, record=RECORD)

    def test_seals_the_same_fields_differently_each_time(self, vault: Vault) -> None:
        assert vault.seal(ALMA, FIELDS, record=RECORD) != vault.seal(ALMA, FIELDS, record=RECORD)

    def test_opens_only_within_its_record(self, vault: Vault) -> None:
        with pytest.raises(Tampered):
            vault.open(vault.seal(ALMA, FIELDS, record=RECORD), record=OTHER_RECORD)

    def test_opens_only_for_its_person(self, vault: Vault) -> None:
        vault.seal(BEA, FIELDS, record=RECORD)
        with pytest.raises(Tampered):
            vault.open(vault.seal(ALMA, FIELDS, record=RECORD).replace(str(ALMA), str(BEA)), record=RECORD)

    @pytest.mark.parametrize("place", [-2, -20, -40])
    def test_detects_a_changed_character(self, vault: Vault, place: int) -> None:
        sealed = vault.seal(ALMA, FIELDS, record=RECORD)
        other = "A" if sealed[place] != "A" else "B"
        with pytest.raises(Tampered):
            vault.open(sealed[:place] + other + sealed[place + 1 :], record=RECORD)

    @pytest.mark.parametrize("text", ["", "s1", "s1.x.1.abc", f"s2.{ALMA}.1.abc", f"s1.{ALMA}.9.abc"])
    def test_refuses_text_that_it_never_sealed(self, vault: Vault, text: str) -> None:
        with pytest.raises(Tampered):
            vault.open(text, record=RECORD)

    def test_opens_nothing_under_another_master_key(self, vault: Vault, keys: Database) -> None:
        sealed = vault.seal(ALMA, FIELDS, record=RECORD)
        with pytest.raises(Tampered):
            Vault(keys, SecretKey(bytes(32))).open(sealed, record=RECORD)


class TestDestroy:
    def test_erases_only_that_person_for_every_process(self, vault: Vault, keys: Database) -> None:
        alma, bea = (vault.seal(person, FIELDS, record=RECORD) for person in (ALMA, BEA))
        vault.destroy(ALMA)
        another_process = Vault(keys, MASTER)
        assert another_process.open(alma, record=RECORD) == Erased()
        assert another_process.open(bea, record=RECORD) == FIELDS

    def test_refuses_to_seal_for_the_person_afterwards(self, vault: Vault) -> None:
        vault.destroy(ALMA)
        vault.destroy(ALMA)
        with pytest.raises(PersonErased):
            vault.seal(ALMA, FIELDS, record=RECORD)

    def test_leaves_no_key_in_the_store(self, vault: Vault, keys: Database) -> None:
        vault.seal(ALMA, FIELDS, record=RECORD)
        vault.destroy(ALMA)
        assert [row["wrapped"] for row in keys.query("SELECT wrapped FROM data_keys")] == [None]


class TestSecretKey:
    def test_is_created_once_and_for_its_owner_only(self, tmp_path: Path) -> None:
        path = tmp_path / "keys" / "master.key"
        first = SecretKey.read_or_create(path)
        assert SecretKey.read_or_create(path) == first
        assert path.stat().st_mode & 0o777 == 0o600
        assert list(path.parent.iterdir()) == [path]

    @pytest.mark.parametrize("mode", [0o604, 0o644, 0o602])
    def test_is_refused_when_every_user_may_read_or_write_it(self, tmp_path: Path, mode: int) -> None:
        path = tmp_path / "master.key"
        SecretKey.read_or_create(path)
        path.chmod(mode)
        with pytest.raises(UnsafeKey, match=r"master\.key"):
            SecretKey.read(path)

    @pytest.mark.parametrize("content", [b"", b"c2hvcnQ=", b"\xff\xff"])
    def test_is_refused_when_the_file_contains_no_key(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "master.key"
        path.write_bytes(content)
        path.chmod(0o600)
        with pytest.raises(UnsafeKey):
            SecretKey.read(path)

    def test_never_shows_its_material(self) -> None:
        assert repr(MASTER) == f"SecretKey({MASTER.id})"


class TestBlindIndex:
    def test_is_the_same_for_the_same_value(self) -> None:
        assert BlindIndex(MASTER).of("198112189876") == BlindIndex(MASTER).of("198112189876")

    def test_differs_between_services(self) -> None:
        assert BlindIndex(MASTER).of("198112189876") != BlindIndex(SecretKey(bytes(32))).of("198112189876")

    def test_shows_nothing_of_the_value(self) -> None:
        assert "9876" not in BlindIndex(MASTER).of("198112189876").split(":")[0]
        assert len(BlindIndex(MASTER).of("198112189876")) == len("12345678:") + 64
