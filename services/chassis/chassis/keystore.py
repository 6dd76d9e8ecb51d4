"""A service's vault and blind index, opened as its settings say."""

from __future__ import annotations

from pathlib import Path

from chassis.settings import BadConfiguration, Settings
from chassis.stores import open_key_store
from chassis.vault import BlindIndex, SecretKey, UnsafeKey, Vault


def open_vault(settings: Settings, service: str) -> tuple[Vault, BlindIndex]:
    """Open the key store, and make on the embedded default what is missing.

    Raises BadConfiguration for a key file that must not be used, and for a key store of another version.
    """
    own = f"{settings.agency}-{service}"
    folder = settings.data_dir / "keys"
    master = _secret("MASTER_KEY_FILE", settings.master_key_file, folder / f"{own}.key")
    index = open_index(settings, service)
    return Vault(open_key_store(settings, service), master), index


def open_index(settings: Settings, service: str) -> BlindIndex:
    """The service's blind index alone. Raises BadConfiguration for a key file that must not be used."""
    default = settings.data_dir / "keys" / f"{settings.agency}-{service}-index.key"
    return BlindIndex(_secret("INDEX_KEY_FILE", settings.index_key_file, default))


def _secret(setting: str, given: Path | None, default: Path) -> SecretKey:
    """A key file that was named must be there: a fresh key would open nothing and find nobody."""
    try:
        return SecretKey.read(given) if given else SecretKey.read_or_create(default)
    except OSError as error:
        raise BadConfiguration(f"{setting}: {error.strerror}") from None
    except UnsafeKey as error:
        raise BadConfiguration(f"{setting}: {error}") from None
