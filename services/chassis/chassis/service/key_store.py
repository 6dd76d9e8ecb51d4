"""Opens a service's vault and blind index."""

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
    """Open the key store. Key files at their default paths are created if they are missing.

    Erased persons stay erased: a key that a restore has brought back is destroyed before it can be used.
    Raises BadConfiguration for an unsafe key file, for a master key that cannot open the stored keys, and for
    a key store of another version.
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
    """The blind index for idempotency keys. It survives a rotation of the index key that finds persons.

    Raises BadConfiguration for an unsafe key file.
    """
    lasting = _master_key if service.has_vault else _index_key  # without a vault, no index key is rotated
    return BlindIndex(lasting(settings, service.name).derived("requests"))


def open_session_key(settings: Settings, service: Service) -> SecretKey:
    """The key that signs the sessions of people; all processes of a service have the same.

    Raises BadConfiguration for an unsafe key file.
    """
    lasting = _master_key if service.has_vault else _index_key
    return lasting(settings, service.name).derived("sessions")


def refuse_another_master(keys: Database, master: SecretKey) -> None:
    """Raises BadConfiguration if the stored keys need another master key.

    Stored personal data would be unreadable, and with the right key the new data would be.
    """
    rows = keys.query(_OTHER_MASTERS, {"master": master.id})
    if others := ", ".join(sorted(row["master"] for row in rows)):
        raise BadConfiguration(f"MASTER_KEY_FILE: holds key {master.id}, and the stored keys need {others}")


def master_key_file(settings: Settings, service: str) -> Path:
    """The path of the master key, which may not exist yet."""
    return settings.master_key_file or _default(settings, service, ".key")


def _master_key(settings: Settings, service: str) -> SecretKey:
    return _secret("MASTER_KEY_FILE", settings.master_key_file, _default(settings, service, ".key"))


def _index_key(settings: Settings, service: str) -> SecretKey:
    return _secret("INDEX_KEY_FILE", settings.index_key_file, _default(settings, service, "-index.key"))


def _default(settings: Settings, service: str, ending: str) -> Path:
    return settings.data_dir / "keys" / f"{settings.agency}-{service}{ending}"


def _secret(setting: str, given: Path | None, default: Path) -> SecretKey:
    """A configured key file must exist: a new key could open no stored data and find no person."""
    try:
        return SecretKey.read(given) if given else SecretKey.read_or_create(default)
    except OSError as error:
        raise BadConfiguration(f"{setting}: {error.strerror}") from None
    except UnsafeKey as error:
        raise BadConfiguration(f"{setting}: {error}") from None
