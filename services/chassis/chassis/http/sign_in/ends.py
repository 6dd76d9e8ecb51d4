"""When did a person's sessions end? Kept in the store, so that a copied cookie ends with them."""

from __future__ import annotations

import time
from collections.abc import Mapping

from samplan.bus.store.transactions import Database
from samplan.privacy.vault import BlindIndex

LOOK_EVERY_SECONDS = 1.0
"""Another process's ends hold here after so long."""

_NAME = "session_end:"
_EVERYBODY = f"{_NAME}*"
_ALL = "SELECT name, value FROM meta WHERE name LIKE 'session_end:%'"
_NOTE = "INSERT INTO meta VALUES (:name, :at) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
_FORGET = "DELETE FROM meta WHERE name LIKE 'session_end:%' AND value < :before"


class SessionEnds:
    """A session that began before its person's end, or everybody's, is over. Instants are milliseconds."""

    def __init__(self, database: Database, blind: BlindIndex, longest_seconds: int) -> None:
        self._database = database
        self._blind = blind
        self._longest_ms = longest_seconds * 1000
        self._known: Mapping[str, str] = {}
        self._looked_at = float("-inf")

    def end_all_of(self, issuer: str, subject: str) -> None:
        self._end(self._name_of(issuer, subject))

    def end_everybodys(self) -> None:
        self._end(_EVERYBODY)

    def is_over(self, issuer: str, subject: str, begun: int) -> bool:
        """Whether a session of the person that began then has been ended."""
        if time.monotonic() - self._looked_at > LOOK_EVERY_SECONDS:
            self._look()
        ends = (self._known.get(name, "") for name in (self._name_of(issuer, subject), _EVERYBODY))
        return any(_padded(begun) <= end for end in ends)

    def _name_of(self, issuer: str, subject: str) -> str:
        return f"{_NAME}{self._blind.of(f'{issuer} {subject}')}"

    def _end(self, name: str) -> None:
        at = now_ms()
        with self._database.transaction() as tx:
            tx.execute(_FORGET, {"before": _padded(at - self._longest_ms)})
            tx.execute(_NOTE, {"name": name, "at": _padded(at)})
        self._look()

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        self._known = {row["name"]: row["value"] for row in self._database.query(_ALL)}


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def _padded(instant: int) -> str:
    """Text that sorts as the instants do."""
    return f"{instant:015d}"
