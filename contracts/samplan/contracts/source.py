"""Sources and event ids: a source writes one topic and numbers its events in one sequence."""

import re
from functools import lru_cache
from typing import NamedTuple, Self

from samplan.contracts.registry import topic_of

_NAME = r"[a-z]+(?:-[a-z]+)*"
_SOURCE = re.compile(rf"/({_NAME})/({_NAME}(?:\.to-{_NAME})?)/([0-9a-z]{{4,32}})")


class EventId(NamedTuple):
    """The permanent id of an event."""

    source: str  # /<agency>/<channel>/<store epoch>
    sequence: int  # position in that store's notification log, from 1

    def __str__(self) -> str:
        return f"{self.source}:{self.sequence}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError."""
        source, _, sequence = text.rpartition(":")
        writer_of(source)
        return cls(source, position(sequence))


class Writer(NamedTuple):
    """The channel of a source, and the only topic that it may write."""

    channel: str
    topic: str


@lru_cache(maxsize=256)
def writer_of(source: str) -> Writer:
    """The writer that a source names. Raises ValueError when it is not a valid source."""
    parts = _SOURCE.fullmatch(source)
    if parts is None:
        raise ValueError("a source is /<agency>/<channel>/<store epoch>")
    return Writer(parts[2], topic_of(parts[1], parts[2]))


def position(text: str) -> int:
    """A position, from 1. Raises ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) < 19) or text.startswith("0"):
        raise ValueError("a position is a whole number from 1")
    return int(text)
