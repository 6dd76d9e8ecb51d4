"""The error by which a consumer refuses an event."""

from __future__ import annotations

from typing import ClassVar


class RuleBroken(Exception):
    """The event is parked with `code`, which is public and stable. A retry cannot succeed."""

    code: ClassVar[str]
