"""The keys that verify callers' tokens: those of JWKS_FILE or of a development issuer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, cast

from chassis.settings.environment import BadConfiguration, Settings
from samplan.contracts.codes import Agency

GROUP = "samplan.development"
"""The entry point group in which an installed package provides a development issuer."""


class DevelopmentIssuer(Protocol):
    """Signs tokens on a machine without an agency's identity provider."""

    def ensure_issuer(self, data_dir: Path, /) -> Path:
        """Create the keys in the folder if they are missing; returns the file of public keys."""

    def mint_token(
        self,
        data_dir: Path,
        agency: Agency,
        /,
        *,
        scopes: Iterable[str],
        audience: Iterable[str],
        person: str = "",
        role: str = "",
    ) -> str:
        """A signed token for an agency's system, or for a person there. `audience`: services."""


def issuer_keys(settings: Settings) -> Path:
    """The file of public keys that verify tokens. Raises BadConfiguration when there is none."""
    if settings.jwks_file is not None:
        if not settings.jwks_file.is_file():
            raise BadConfiguration("JWKS_FILE: No such file or directory")
        refuse_development_without_issuer(settings)
        return settings.jwks_file
    return development_issuer(settings).ensure_issuer(settings.data_dir)


def development_issuer(settings: Settings) -> DevelopmentIssuer:
    """The installed development issuer. Raises BadConfiguration without DEVELOPMENT=on or without one."""
    if not settings.is_development:
        raise BadConfiguration("JWKS_FILE: needed, unless DEVELOPMENT=on")
    issuer = _installed(GROUP)
    if issuer is None:
        raise BadConfiguration("DEVELOPMENT: no development issuer is installed: set JWKS_FILE")
    return issuer


def refuse_development_without_issuer(settings: Settings) -> None:
    """Raises BadConfiguration for DEVELOPMENT=on without a development issuer, as in an image."""
    if settings.is_development and _installed(GROUP) is None:
        raise BadConfiguration("DEVELOPMENT: no development issuer is installed: leave it off")


@cache
def _installed(group: str) -> DevelopmentIssuer | None:
    """Cached, since searching all installed packages is slow."""
    found = next(iter(entry_points(group=group)), None)
    return None if found is None else cast(DevelopmentIssuer, found.load())
