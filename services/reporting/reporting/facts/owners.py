"""Whose word counts about a referral, or a record of planning: the service that stated it first (I12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent
from samplan.contracts.groups import GroupEvent, PlacementEvent, SessionEvent
from samplan.contracts.planning import PlanEvent
from samplan.contracts.records import CompetenceEvent
from samplan.contracts.referral import ReferralEvent

Told = tuple[str, ContractEvent]
"""The source of an event, and the event."""

OWNED = (ReferralEvent, PlanEvent, GroupEvent, SessionEvent, PlacementEvent, CompetenceEvent)
AT_ONCE = 500
_FIRST = """
SELECT subject, source FROM facts WHERE position IN (
    SELECT MIN(position) FROM facts WHERE subject IN ({subjects})
    AND (type LIKE 'samplan.referral.%' OR type LIKE 'samplan.planning.%') GROUP BY subject)"""


def of_owners(tx: Transaction, told: Sequence[Told]) -> list[ContractEvent]:
    """The events, whose facts are stored, without what a service says of what is another's."""
    owners = _owners_of(tx, sorted({event.subject_id for _, event in told if isinstance(event, OWNED)}))
    return [
        event
        for source, event in told
        if not isinstance(event, OWNED) or owners[event.subject_id] == _agency(source)
    ]


def _owners_of(tx: Transaction, subjects: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(subjects), AT_ONCE):
        names = {f"s{n}": one for n, one in enumerate(subjects[start : start + AT_ONCE])}
        sql = _FIRST.format(subjects=", ".join(f":{name}" for name in names))
        found |= {row["subject"]: _agency(row["source"]) for row in tx.execute(sql, names)}
    return found


def _agency(source: str) -> str:
    """It has several topics, and the epoch of its store may change."""
    return source.split("/")[1]
