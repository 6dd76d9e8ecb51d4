"""A store that is behind its published head accepts no commands, in any of its processes (I10).

The finding is kept in `meta` under `behind_its_head`. The relay records it, and deletes it when the store and
the topic agree again; `republish --new-epoch`, after which the store may be used, deletes it too.
"""

from __future__ import annotations

import contextlib

from eventsourcing.persistence import OperationalError, PersistenceError

from samplan.bus.store.transactions import Database, Transaction

_NOTE = (
    "INSERT INTO meta VALUES ('behind_its_head', :found)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


class BehindItsHead(OperationalError):
    """New events would reuse published event ids: an inbox waits, callers get 503."""


def note_behind(database: Database, found: str) -> None:
    """Record that the store is behind, and why. Does nothing if the store is unavailable."""
    with contextlib.suppress(PersistenceError), database.transaction() as tx:
        tx.execute(_NOTE, {"found": found})


def note_agreement(database: Database) -> None:
    """Record that the store holds every event in the topic."""
    if why_behind(database) is not None:
        with database.transaction() as tx:
            forget_finding(tx)


def forget_finding(tx: Transaction) -> None:
    """Allow commands again."""
    tx.execute("DELETE FROM meta WHERE name = 'behind_its_head'")


def why_behind(store: Database | Transaction) -> str | None:
    """The finding, or None."""
    ask = store.query if isinstance(store, Database) else store.execute
    rows = ask("SELECT value FROM meta WHERE name = 'behind_its_head'")
    return str(rows[0]["value"]) if rows else None


def refuse_after_rollback(tx: Transaction) -> None:
    """Raises BehindItsHead when the store is behind its published head."""
    if found := why_behind(tx):
        raise BehindItsHead(found)
