"""Whose word counts about a referral, record of planning or target: the service that stated it first (I12).

A planning service keeps its plans, groups and placements itself: what it says under a new id about another's
plan or group counts no more than what it says under theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.groups import GroupEvent, PlacementEvent, SessionEvent
from samplan.contracts.planning.plans import PlanEvent, PlanOpened, plan_id_of
from samplan.contracts.planning.records import CompetenceEvent
from samplan.contracts.referral import ReferralEvent
from samplan.contracts.steering.targets import TargetEvent

Told = tuple[str, ContractEvent]
"""The source of an event, and the event."""

NAMES = ("plan_id", "group_id")
"""The fields with which a record of planning names a plan or a group."""
OWNED = (ReferralEvent, PlanEvent, GroupEvent, SessionEvent, PlacementEvent, CompetenceEvent, TargetEvent)
AT_ONCE = 500
_FIRST = """
SELECT subject, source FROM facts WHERE position IN (
    SELECT MIN(position) FROM facts WHERE subject IN ({subjects})
    AND (type LIKE 'samplan.referral.%' OR type LIKE 'samplan.planning.%'
        OR type LIKE 'samplan.steering.%') GROUP BY subject)"""


def of_owners(tx: Transaction, told: Sequence[Told]) -> list[ContractEvent]:
    """The events, whose facts are stored, without what a service says of what is another's."""
    about = [(_agency(source), _subjects(event), event) for source, event in told]
    owners = _owners_of(tx, sorted({one for _, subjects, _ in about for one in subjects}))
    return [
        event
        for agency, subjects, event in about
        if all(owners.get(one, agency) == agency for one in subjects) and not _is_second_plan(event)
    ]


def _subjects(event: ContractEvent) -> set[str]:
    """What the event is about that one service owns."""
    is_planned = event.TYPE.startswith("samplan.planning.")
    named = {str(getattr(event, name)) for name in NAMES if is_planned and hasattr(event, name)}
    return named | {event.subject_id} if isinstance(event, OWNED) else named


def _is_second_plan(event: ContractEvent) -> bool:
    """Every planning service derives the id from the referral's, and opens no plan under another one."""
    return isinstance(event, PlanOpened) and event.plan_id != plan_id_of(event.referral_id)


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
