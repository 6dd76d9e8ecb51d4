"""The public keys of other services, a JSON Web Key Set for each: `PEER_KEYS_DIR/<agency>.<service>.json`."""

from __future__ import annotations

from pathlib import Path

from joserfc.jwk import Key

from chassis.http.issuer_keys import IssuerKeys, usable_keys
from chassis.service.signing_keys import peer_keys_dir
from chassis.settings.environment import BadConfiguration, Settings
from samplan.contracts.codes import Agency


class PeerKeys:
    """The keys of one kind of service at every agency. A file that is added or changed counts at once."""

    def __init__(self, folder: Path, service: str) -> None:
        self._issuers = {
            f"{agency}.{service}": IssuerKeys(folder / f"{agency}.{service}.json") for agency in Agency
        }

    def find(self, issuer: str, key_id: str, algorithm: str) -> Key:
        """Raises KeyError for an unknown issuer or key, Problem 503 while the issuer has no usable keys."""
        return self._issuers[issuer].find(key_id, algorithm)


def open_peer_keys(settings: Settings, service: str) -> PeerKeys:
    """Raises BadConfiguration, unless DEVELOPMENT=on, when there are no keys of any such service."""
    folder = peer_keys_dir(settings)
    if not settings.is_development:
        check_peer_keys(folder, service)
    return PeerKeys(folder, service)


def check_peer_keys(folder: Path, service: str) -> None:
    """Raises BadConfiguration unless there is a file of keys for such a service, and each file is usable."""
    files = [folder / f"{agency}.{service}.json" for agency in Agency]
    given = [file for file in files if file.exists()]
    if not given:
        raise BadConfiguration(f"PEER_KEYS_DIR: no keys of a {service} service in {folder}")
    for file in given:
        try:
            usable = usable_keys(file.read_text())
        except (OSError, ValueError) as error:
            raise BadConfiguration(f"PEER_KEYS_DIR: {file.name}: {type(error).__name__}") from None
        if not usable:
            raise BadConfiguration(f"PEER_KEYS_DIR: {file.name} holds no key that can check a signature")
