"""A service's vault and blind index, opened as its settings say."""

from __future__ import annotations

from chassis.database import open_database
from chassis.migrations import migrate
from chassis.settings import BadConfiguration, Settings
from chassis.vault import KEY_MIGRATIONS, BlindIndex, SecretKey, UnsafeKey, Vault


def open_vault(settings: Settings, service: str) -> tuple[Vault, BlindIndex]:
    """Open the key store, and make on the embedded default what is missing.

    Raises BadConfiguration for a key file that must not be used.
    """
    keys = open_database(settings.key_store_url(service))
    migrate(keys, KEY_MIGRATIONS, event_store=False)
    folder = settings.data_dir / "keys"
    own = f"{settings.agency}-{service}"
    try:
        if settings.master_key_file:
            master = SecretKey.read(settings.master_key_file)
        else:
            master = SecretKey.read_or_create(folder / f"{own}.key")
        index = SecretKey.read_or_create(folder / f"{own}-index.key")
    except OSError:
        raise BadConfiguration("MASTER_KEY_FILE: cannot be read") from None
    except UnsafeKey as error:
        raise BadConfiguration(f"MASTER_KEY_FILE: {error}") from None
    return Vault(keys, master), BlindIndex(index)
