"""A change of what is personal: when and by whom, in clear; what, sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samplan.contracts.codes import Agency


@dataclass(frozen=True, kw_only=True)
class SealedChange:
    on: date
    by: Agency
    sealed: str | None


def in_order(changes: Sequence[SealedChange]) -> list[SealedChange]:
    """By date, whenever each was registered; of the same day, as they were registered."""
    return sorted(changes, key=lambda change: change.on)
