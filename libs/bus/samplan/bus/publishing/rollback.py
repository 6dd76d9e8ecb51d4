"""A store known to be behind its published head takes no commands, whichever process they reach (I10).

What was found stands in `meta` under `behind_its_head`. A relay notes it, and takes it back when store and
topic agree again; `republish --new-epoch`, which lets the store go on, takes it back as well.
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
    """What is decided now would be published under names that are taken: an inbox waits, callers get 503."""


def note_behind(database: Database, found: str) -> None:
    """Keep that the store is behind, and why, if it answers."""
    with contextlib.suppress(PersistenceError), database.transaction() as tx:
        tx.execute(_NOTE, {"found": found})


def note_agreement(database: Database) -> None:
    """The topic shows nothing that the store does not hold."""
    if why_behind(database) is not None:
        with database.transaction() as tx:
            forget_finding(tx)


def forget_finding(tx: Transaction) -> None:
    """Let the store take commands again."""
    tx.execute("DELETE FROM meta WHERE name = 'behind_its_head'")


def why_behind(store: Database | Transaction) -> str | None:
    """What was found, or None."""
    ask = store.query if isinstance(store, Database) else store.execute
    rows = ask("SELECT value FROM meta WHERE name = 'behind_its_head'")
    return str(rows[0]["value"]) if rows else None


def refuse_after_rollback(tx: Transaction) -> None:
    """Raises BehindItsHead."""
    if found := why_behind(tx):
        raise BehindItsHead(found)
