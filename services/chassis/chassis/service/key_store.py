"""A service's vault and blind index, opened as its settings say."""

from __future__ import annotations

from pathlib import Path

from chassis.service.service import Service
from chassis.service.stores import open_key_store
from chassis.settings.environment import BadConfiguration, Settings
from samplan.bus.store.transactions import Database
from samplan.privacy.erasures import BrokenLog, ErasureLog
from samplan.privacy.vault import BlindIndex, SecretKey, UnsafeKey, Vault

_OTHER_MASTERS = "SELECT DISTINCT master FROM data_keys WHERE wrapped IS NOT NULL AND master <> :master"


def open_vault(settings: Settings, service: str) -> tuple[Vault, BlindIndex]:
    """Open the key store, and make on the embedded default what is missing.

    Whoever was erased stays so: a key that a backup has brought back is destroyed before anybody can use it.
    Raises BadConfiguration for a key file that must not be used, for a master key that is not the stored
    keys' own, and for a key store of another version.
    """
    log = ErasureLog(settings.erasures_file(service))
    keys, master = open_key_store(settings, service), _master_key(settings, service)
    vault = Vault(keys, master, log)
    try:
        vault.erase_again()
    except (BrokenLog, OSError) as error:
        raise BadConfiguration(f"ERASURE_LOG: {error}") from None
    refuse_another_master(keys, master)
    return vault, BlindIndex(_index_key(settings, service))


def open_request_index(settings: Settings, service: Service) -> BlindIndex:
    """What requests are remembered by. It outlives a rotation of the index that finds persons.

    Raises BadConfiguration for a key file that must not be used.
    """
    lasting = _master_key if service.has_vault else _index_key  # who finds no persons rotates no index
    return BlindIndex(lasting(settings, service.name).derived("requests"))


def refuse_another_master(keys: Database, master: SecretKey) -> None:
    """Raises BadConfiguration: nobody who is stored would be opened, and whoever comes by nobody else."""
    rows = keys.query(_OTHER_MASTERS, {"master": master.id})
    if others := ", ".join(sorted(row["master"] for row in rows)):
        raise BadConfiguration(f"MASTER_KEY_FILE: holds key {master.id}, and the stored keys need {others}")


def master_key_file(settings: Settings, service: str) -> Path:
    """Where the master key is, or would be made."""
    return settings.master_key_file or _default(settings, service, ".key")


def _master_key(settings: Settings, service: str) -> SecretKey:
    return _secret("MASTER_KEY_FILE", settings.master_key_file, _default(settings, service, ".key"))


def _index_key(settings: Settings, service: str) -> SecretKey:
    return _secret("INDEX_KEY_FILE", settings.index_key_file, _default(settings, service, "-index.key"))


def _default(settings: Settings, service: str, ending: str) -> Path:
    return settings.data_dir / "keys" / f"{settings.agency}-{service}{ending}"


def _secret(setting: str, given: Path | None, default: Path) -> SecretKey:
    """A key file that was named must be there: a fresh key would open nothing and find nobody."""
    try:
        return SecretKey.read(given) if given else SecretKey.read_or_create(default)
    except OSError as error:
        raise BadConfiguration(f"{setting}: {error.strerror}") from None
    except UnsafeKey as error:
        raise BadConfiguration(f"{setting}: {error}") from None
