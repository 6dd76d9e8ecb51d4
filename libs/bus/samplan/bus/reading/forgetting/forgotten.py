"""The forgotten ids: nothing may be known any more of the participants and consents that they name."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from samplan.bus.reading.forgetting.kept import Kept, closing_without_name, without
from samplan.bus.reading.forgetting.spelled import ANYBODY, digest_of
from samplan.bus.reading.parked_rows import INTAKE, closes_in, columns_of, kept_of, record_in
from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent


def forget_ids(tx: Transaction, ids: Collection[UUID]) -> None:
    """No parked record names them any more, now or later, until they are remembered (I4).

    One that cannot be searched may name any of them.
    """
    tx.lock(INTAKE)
    _note(tx, ids)
    naming = {f"n{at}": f"%{name}%" for at, name in enumerate([ANYBODY, *sorted(map(digest_of, ids))])}
    either = " OR ".join(f"names LIKE :{name}" for name in naming)
    rows = tx.execute(f"SELECT * FROM parked WHERE names IS NULL OR {either}", naming)  # noqa: S608  # placeholders only
    for row in rows:
        received = record_in(row)
        kept = cleaned(tx, kept_of(received, row["reason"], row["error"], closes_in(row)), received.event)
        tx.execute(
            "UPDATE parked SET record_key = :key, value = :value, headers = :headers, error = :error,"
            " closes = :closes, names = :names WHERE id = :id",
            {"id": row["id"], **columns_of(kept)},
        )


def remember_ids(tx: Transaction, ids: Collection[UUID]) -> None:
    """They may be named again, and what is parked closes them by name. What was removed stays removed."""
    for one in sorted(ids):
        digest, nameless = digest_of(one), closing_without_name(one)
        if tx.execute("DELETE FROM forgotten WHERE digest = :digest RETURNING digest", {"digest": digest}):
            tx.execute(
                "UPDATE parked SET closes = :name, names = names || ' ' || :digest WHERE closes = :nameless",
                {"name": str(one), "digest": digest, "nameless": nameless},
            )


def cleaned(tx: Transaction, row: Kept, event: ContractEvent | None) -> Kept:
    """What may be kept of the row now."""
    gone = _gone(tx, row.names)
    return without(row, event, gone) if gone else row


def _note(tx: Transaction, ids: Collection[UUID]) -> None:
    tx.executemany(
        "INSERT INTO forgotten VALUES (:digest) ON CONFLICT (digest) DO NOTHING",
        [{"digest": digest_of(one)} for one in sorted(ids)],
    )


def _gone(tx: Transaction, names: Collection[str]) -> frozenset[str]:
    """Those of the names that are forgotten; ANYBODY when any id is."""
    asked = {f"n{at}": one for at, one in enumerate(sorted(set(names) - {ANYBODY}))}
    among = ", ".join(f":{name}" for name in asked)
    sql = f"SELECT digest FROM forgotten WHERE digest IN ({among})"  # noqa: S608  # placeholders only
    gone = {str(row["digest"]) for row in tx.execute(sql, asked)} if asked else set()
    is_anybody = ANYBODY in names and tx.execute("SELECT digest FROM forgotten LIMIT 1")
    return frozenset({*gone, ANYBODY} if is_anybody else gone)
