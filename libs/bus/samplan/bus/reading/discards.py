"""Requests to discard a record that closes every subject: two operators must agree (I24)."""

from __future__ import annotations

import unicodedata

from samplan.bus.clock import now_utc
from samplan.bus.store.transactions import Row, Transaction


class NeedsAnotherOperator(Exception):
    """The record closes every subject: two named operators must ask to discard it. Requests are recorded."""


def is_agreed(tx: Transaction, parked: Row, operator: str | None) -> bool:
    """Record the operator's request; whether another operator has already asked for this record."""
    if operator is None or not (name := _canonical(operator)):
        return False
    record = {"id": parked["id"], "parked_at": parked["parked_at"]}
    tx.execute(
        "INSERT INTO discard_requests VALUES (:id, :parked_at, :operator, :at)"
        " ON CONFLICT (parked_id, parked_at, operator) DO NOTHING",
        {**record, "operator": name, "at": now_utc().isoformat()},
    )
    asked = tx.execute(
        "SELECT count(*) AS n FROM discard_requests WHERE parked_id = :id AND parked_at = :parked_at", record
    )
    return int(asked[0]["n"]) > 1


def _canonical(operator: str) -> str:
    """One text for all spellings of a name: decomposed letters, case, white space, invisible characters."""
    visible = "".join(one for one in operator if one.isspace() or unicodedata.category(one)[0] != "C")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())
    return " ".join(folded.split())
