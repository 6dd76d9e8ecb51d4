"""One hash over all facts up to a position: two figures with the same one are counted from the same facts."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from hashlib import sha256
from threading import Lock

from samplan.bus.store.transactions import Transaction

PAGE = 5000
KEPT = 32
_DIGESTS = """
SELECT position, digest FROM fact_digests
WHERE position > :position AND position <= :last ORDER BY position LIMIT :limit"""


class FactsHashes:
    """Continues from the nearest position that was asked for before."""

    def __init__(self) -> None:
        self._known: list[tuple[int, bytes]] = [(0, b"")]
        self._lock = Lock()

    def up_to(self, tx: Transaction, position: int) -> str:
        """In hexadecimal. It leaves participants' ids out, so that forgetting one changes no hash."""
        with self._lock:
            start, value = max(known for known in self._known if known[0] <= position)
            for at, digest in _digests(tx, start, position):
                start, value = at, sha256(value + digest).digest()
            if start == position and (start, value) not in self._known:
                insort(self._known, (start, value))
                del self._known[1:-KEPT]
        return value.hex()


def _digests(tx: Transaction, start: int, last: int) -> Iterator[tuple[int, bytes]]:
    while rows := tx.execute(_DIGESTS, {"position": start, "last": last, "limit": PAGE}):
        yield from ((row["position"], bytes(row["digest"])) for row in rows)
        start = rows[-1]["position"]
