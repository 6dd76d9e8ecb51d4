"""The open connections of a process. One that waits for a request makes room for a new one."""

from __future__ import annotations

import resource
from collections import Counter
from typing import Protocol

KEPT_FILES = 128
"""Open files that are not connections to callers: stores, brokers, libraries."""


class Connection(Protocol):
    """A connection, as the protocol of the server sees it."""

    address: str

    def abandon(self) -> None:
        """Close it: it has no unanswered request."""


class Connections:
    """Admits a bounded number, also of one address. At the bound, the longest waiting one is closed.

    A half-sent request waits, and so does a connection between two requests. So a client that opens many
    and sends nothing keeps no other caller out, not even one behind the same proxy.
    """

    def __init__(self, most: int, most_per_address: int) -> None:
        self._most = min(most, files_allowed() - KEPT_FILES)
        self._most_per_address = most_per_address
        self._of_address: Counter[str] = Counter()
        self._waiting: dict[Connection, None] = {}  # the longest waiting first
        self._open: set[Connection] = set()

    def admit(self, connection: Connection) -> bool:
        """Whether there is room, after an older one has been closed if need be."""
        of_address = self._of_address[connection.address]
        if of_address >= self._most_per_address and not self._abandon(connection.address):
            return False
        if len(self._open) >= self._most and not self._abandon(None):
            return False
        self._open.add(connection)
        self._of_address[connection.address] += 1
        return True

    def waits(self, connection: Connection) -> None:
        """It has no unanswered request: it may be closed."""
        self._waiting.setdefault(connection)

    def works(self, connection: Connection) -> None:
        """It has a request that is being answered."""
        self._waiting.pop(connection, None)

    def forget(self, connection: Connection) -> None:
        """It is closed."""
        self._waiting.pop(connection, None)
        if connection in self._open:
            self._open.remove(connection)
            self._of_address[connection.address] -= 1
            if not self._of_address[connection.address]:
                del self._of_address[connection.address]

    def _abandon(self, address: str | None) -> bool:
        """Close the longest waiting one, of this address or of any."""
        found = next((one for one in self._waiting if address in {None, one.address}), None)
        if found is None:
            return False
        self.forget(found)
        found.abandon()
        return True


def files_allowed() -> int:
    """How many files the system lets this process open."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return soft if soft != resource.RLIM_INFINITY else 1_000_000
