"""Roles and the scopes that each may hold: data, in `roles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

SYSTEM = "system"
"""The role of a machine's token, and of a token without a role."""


@cache
def roles() -> Mapping[str, frozenset[str]]:
    """The scopes that each role may hold."""
    table = tomllib.loads(Path(__file__).with_name("roles.toml").read_text(encoding="utf-8"))
    return {role: frozenset(row["scopes"]) for role, row in table.items()}


def held(role: str, asked: frozenset[str]) -> frozenset[str]:
    """Those of a token's scopes that its role may hold. Raises KeyError for an unknown role."""
    return roles()[role] & asked
