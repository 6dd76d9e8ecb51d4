"""Published codes of a plan's items."""

from enum import StrEnum


class ItemChangeKind(StrEnum):
    COMPLETION = "completion"
    INTERRUPTION = "interruption"
    DATES = "dates"
