"""Whose signature counts on a caller's token: the keys of JWKS_FILE or a development issuer's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, cast

from chassis.settings.environment import BadConfiguration, Settings
from samplan.contracts.codes import Agency

GROUP = "samplan.development"
"""The entry points through which an installed package offers a development issuer."""


class DevelopmentIssuer(Protocol):
    """Signs tokens for a machine where no agency's identity provider is at hand."""

    def ensure_issuer(self, data_dir: Path, /) -> Path:
        """Make its keys in a folder where they are missing; the path of the public ones."""

    def mint_token(
        self, data_dir: Path, agency: Agency, /, *, scopes: Iterable[str], audience: Iterable[str]
    ) -> str:
        """A signed token for an agency, and for the services named as its audience."""


def issuer_keys(settings: Settings) -> Path:
    """The file of public keys that tokens are checked with. Raises BadConfiguration when there is none."""
    if settings.jwks_file is not None:
        return settings.jwks_file
    return development_issuer(settings).ensure_issuer(settings.data_dir)


def development_issuer(settings: Settings) -> DevelopmentIssuer:
    """The issuer that is installed for development. Raises BadConfiguration outside it, and without one."""
    if not settings.is_development:
        raise BadConfiguration("JWKS_FILE: needed, unless DEVELOPMENT=on")
    issuer = _installed(GROUP)
    if issuer is None:
        raise BadConfiguration("DEVELOPMENT: no development issuer is installed: set JWKS_FILE")
    return issuer


@cache
def _installed(group: str) -> DevelopmentIssuer | None:
    """Looking through everything that is installed takes long."""
    found = next(iter(entry_points(group=group)), None)
    return None if found is None else cast(DevelopmentIssuer, found.load())
