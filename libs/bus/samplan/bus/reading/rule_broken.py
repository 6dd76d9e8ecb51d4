"""How a consumer says that an event breaks a rule of its own."""

from __future__ import annotations

from typing import ClassVar


class RuleBroken(Exception):
    """The event is parked under `code`, which is public and stable. No retry can change that."""

    code: ClassVar[str]
