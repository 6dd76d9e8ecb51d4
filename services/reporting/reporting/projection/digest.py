"""One number that is the same for equal views, in every store and after every order of events."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from reporting.projection.tables import contents
from samplan.bus.store.transactions import Transaction


def projection_digest(tx: Transaction, prefix: str = "") -> str:
    """SHA-256 of the sorted dump of every table of the view."""
    digest = sha256()
    for name, rows in contents(tx, prefix).items():
        digest.update(name.encode())
        for line in sorted(msgspec.json.encode(dict(row), order="sorted") for row in rows):
            digest.update(line)
    return digest.hexdigest()
