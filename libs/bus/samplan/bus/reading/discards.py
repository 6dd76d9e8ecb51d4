"""Who has asked to discard a record that closes everything: two operators have to (I24)."""

from __future__ import annotations

from samplan.bus.clock import now_utc
from samplan.bus.store.transactions import Row, Transaction


class NeedsAnotherOperator(Exception):
    """The record closes everything. Two operators discard it, each by name; what was asked so far is kept."""


def is_agreed(tx: Transaction, parked: Row, operator: str | None) -> bool:
    """Note who asks, and whether another operator has asked before to discard this very record."""
    if operator is None or not (name := " ".join(operator.split()).casefold()):
        return False
    about = {"id": parked["id"], "parked_at": parked["parked_at"]}
    tx.execute(
        "INSERT INTO discard_requests VALUES (:id, :parked_at, :operator, :at)"
        " ON CONFLICT (parked_id, parked_at, operator) DO NOTHING",
        {**about, "operator": name, "at": now_utc().isoformat()},
    )
    asked = tx.execute(
        "SELECT count(*) AS n FROM discard_requests WHERE parked_id = :id AND parked_at = :parked_at", about
    )
    return int(asked[0]["n"]) > 1
