"""Whose word counts about a referral, a record of planning or steering (I12).

Of a plan, that of the agency which the enrolment states as its keeper, once the enrolment has been received
(P-18); of all else, that of the service which stated it first. A planning service keeps its plans, groups,
placements and employers itself: what it says under a new id about another's plan or group counts no more than
what it says under theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from samplan.bus.store.transactions import Row, Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.groups import GroupEvent, PlacementEvent, SessionEvent
from samplan.contracts.planning.plans import PlanEvent, PlanOpened, plan_id_of
from samplan.contracts.planning.records import CompetenceEvent, EmployerContactMade
from samplan.contracts.referral import ReferralEvent
from samplan.contracts.steering.decided import SteeringEvent


class Told(NamedTuple):
    """A stored event, and the source that published it."""

    position: int
    source: str
    event: ContractEvent


class Keeper(NamedTuple):
    """The agency that an enrolment states as the keeper of a plan, and from which fact on that is known."""

    position: int
    agency: str


class Stated(msgspec.Struct, frozen=True, rename="camel"):
    """The members of a stored event that name a plan's referral, or its keeper."""

    referral_id: UUID
    plan_keeper: Agency | None = None


NAMES = ("plan_id", "group_id")
"""The fields with which a record of planning names a plan or a group."""
OWNED = (
    ReferralEvent,
    PlanEvent,
    GroupEvent,
    SessionEvent,
    PlacementEvent,
    CompetenceEvent,
    EmployerContactMade,
    SteeringEvent,
)
AT_ONCE = 500
_FIRST = """
SELECT subject, source FROM facts WHERE position IN (
    SELECT MIN(position) FROM facts WHERE subject IN ({subjects})
    AND (type LIKE 'samplan.referral.%' OR type LIKE 'samplan.planning.%'
        OR type LIKE 'samplan.steering.%') GROUP BY subject)"""
_OPENED = """
SELECT position, subject, data FROM facts WHERE subject IN ({subjects})
    AND type LIKE 'samplan.planning.PlanOpened.%' ORDER BY position DESC"""
_ENROLLED = """
SELECT position, subject, source, data FROM facts WHERE subject IN ({subjects})
    AND type LIKE 'samplan.referral.ParticipantEnrolled.%' ORDER BY position DESC"""


def of_owners(tx: Transaction, told: Sequence[Told]) -> list[Told]:
    """The events, whose facts are stored, without what a service says of what is another's."""
    about = [(one, _subjects(one.event)) for one in told]
    every = {subject for _, subjects in about for subject in subjects}
    keepers, owners = _keepers_of(tx, every), _owners_of(tx, every)
    return [
        one
        for one, subjects in about
        if all(_owner(each, one, keepers, owners) == _agency(one.source) for each in subjects)
        and not _is_second_plan(one.event)
    ]


def _owner(subject: str, told: Told, keepers: Mapping[str, Keeper], owners: Mapping[str, str]) -> str:
    """As it was known at the position: a rebuild gives the view that the events gave as they came."""
    keeper = keepers.get(subject)
    if keeper and keeper.position <= told.position:
        return keeper.agency
    return owners.get(subject, _agency(told.source))


def _subjects(event: ContractEvent) -> set[str]:
    """What the event is about that one service owns."""
    is_planned = event.TYPE.startswith("samplan.planning.")
    named = {str(getattr(event, name)) for name in NAMES if is_planned and hasattr(event, name)}
    return named | {event.subject_id} if isinstance(event, OWNED) else named


def _is_second_plan(event: ContractEvent) -> bool:
    """Every planning service derives the id from the referral's, and opens no plan under another one."""
    return isinstance(event, PlanOpened) and event.plan_id != plan_id_of(event.referral_id)


def _keepers_of(tx: Transaction, subjects: Collection[str]) -> Mapping[str, Keeper]:
    """Of those that are plans: as the service states it that owns the referral, the first time."""
    opened = {
        str(referral): row
        for row in _rows(tx, _OPENED, subjects)
        if row["subject"] == str(plan_id_of(referral := _stated(row).referral_id))
    }
    owners = _owners_of(tx, opened)
    return {
        (first := opened[row["subject"]])["subject"]: Keeper(max(first["position"], row["position"]), keeper)
        for row in _rows(tx, _ENROLLED, opened)
        if (keeper := _stated(row).plan_keeper) and _agency(row["source"]) == owners[row["subject"]]
    }


def _owners_of(tx: Transaction, subjects: Collection[str]) -> Mapping[str, str]:
    return {row["subject"]: _agency(row["source"]) for row in _rows(tx, _FIRST, subjects)}


def _rows(tx: Transaction, sql: str, subjects: Collection[str]) -> list[Row]:
    found: list[Row] = []
    ordered = sorted(subjects)
    for start in range(0, len(ordered), AT_ONCE):
        names = {f"s{n}": one for n, one in enumerate(ordered[start : start + AT_ONCE])}
        found += tx.execute(sql.format(subjects=", ".join(f":{name}" for name in names)), names)
    return found


def _stated(row: Row) -> Stated:
    return msgspec.json.decode(row["data"], type=Stated)


def _agency(source: str) -> str:
    """It has several topics, and the epoch of its store may change."""
    return source.split("/")[1]
