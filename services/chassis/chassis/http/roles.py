"""Roles and the scopes that each may hold: data, in `roles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

SYSTEM = "system"
"""The role of a machine's token, and of a token without a role."""


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("roles.toml").read_text(encoding="utf-8"))


@cache
def roles() -> Mapping[str, frozenset[str]]:
    """The scopes that each role may hold."""
    return {role: frozenset(row["scopes"]) for role, row in _table().items()}


def role_name(role: str, language: str) -> str:
    """What people call it, in Swedish (`sv`) or English (`en`). Raises KeyError for an unknown role."""
    return str(_table()[role][language])


def held(role: str, asked: frozenset[str]) -> frozenset[str]:
    """Those of a token's scopes that its role may hold. Raises KeyError for an unknown role."""
    return roles()[role] & asked
