"""How far a test goes: the whole way in CI, a part of it where a developer waits for `make test`."""

from __future__ import annotations

import os


def extent(here: int, *, in_ci: int) -> int:
    """The number of examples, rounds or rows of a test."""
    return in_ci if os.environ.get("CI") else here
