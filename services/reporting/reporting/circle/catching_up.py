"""Which facts the circles hold: another version, which keeps no circles, may have stored facts."""

from __future__ import annotations

from contextlib import suppress

from chassis.decisions.work import Work
from reporting.circle.known_circles import apply_to_circles, apply_under_alias
from reporting.facts import store as facts
from samplan.bus.reading.parked_rows import INTAKE
from samplan.bus.store.digests import RecordsDamaged
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.consent import ParticipantEvent

_POSITION = "SELECT position FROM circles_head WHERE name = 'circles'"
_ADVANCE = "UPDATE circles_head SET position = :after WHERE name = 'circles' AND position = :before"


def circles_hold(tx: Transaction, position: int) -> bool:
    """Whether they hold every fact up to this one."""
    return _position(tx) == position


def advance(tx: Transaction, before: int, after: int) -> None:
    """They hold the facts after one position, up to another; without those before they stay behind."""
    tx.execute(_ADVANCE, {"before": before, "after": after})


def catch_up(database: Database) -> None:
    """Apply the facts that another version has stored. While one is damaged, no journey is shown."""
    with suppress(RecordsDamaged), database.transaction() as tx:
        tx.lock(INTAKE)
        while _apply_next(tx):
            pass


def _apply_next(tx: Transaction) -> bool:
    before = _position(tx)
    found = facts.after(tx, before, facts.PAGE)
    for fact in found:
        if isinstance(fact.event, ParticipantEvent):
            apply_under_alias(fact.event, fact.subject, fact.source, Work(tx))
        else:
            apply_to_circles(fact.event, fact.source, Work(tx))
    if found:
        advance(tx, before, found[-1].position)
    return bool(found)


def _position(tx: Transaction) -> int:
    [row] = tx.execute(_POSITION)
    return int(row["position"])
