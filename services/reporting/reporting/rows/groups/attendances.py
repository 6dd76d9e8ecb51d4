"""Who attended which session, by their plans."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table, rows_in
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes.groups import Presence
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.groups import AttendanceRecorded


class Attendance(Struct, frozen=True, kw_only=True):
    session_id: UUID
    plan_id: UUID
    held_on: date | None = None
    presence: Presence | None = None


TABLE = Table("attendances", Attendance, ("session_id", "plan_id"))


def fold(row: Attendance, event: ContractEvent) -> Attendance:
    """The row after the event: a later record corrects an earlier one."""
    match event:
        case AttendanceRecorded(occurred_on=on, presence=presence):
            return replace(row, held_on=on, presence=presence)
        case _:
            return row


def _begin(event: ContractEvent) -> Attendance | None:
    if not isinstance(event, AttendanceRecorded):
        return None
    return Attendance(session_id=event.session_id, plan_id=event.plan_id)


PROJECTION = Projection(TABLE, _begin, fold)


class Attended(Struct, frozen=True, kw_only=True):
    """So many sessions of one group, from one day to another, at which a participant was recorded alike."""

    group_id: UUID
    plan_id: UUID
    presence: Presence
    sessions: int
    first_on: date
    last_on: date


_ATTENDED = """
SELECT sessions.group_id AS group_id, attendances.plan_id AS plan_id, presence, COUNT(*) AS sessions,
    MIN(attendances.held_on) AS first_on, MAX(attendances.held_on) AS last_on
FROM attendances JOIN sessions ON sessions.session_id = attendances.session_id
WHERE sessions.group_id IN ({{values}}) AND attendances.held_on <= :as_of
GROUP BY sessions.group_id, attendances.plan_id, presence{by}"""


def summed(tx: Transaction, group_ids: Collection[UUID], as_of: date) -> list[Attended]:
    """Up to a day, whole: all sessions of a participant in a group that are alike."""
    return _attended(tx, _ATTENDED.format(by=""), group_ids, as_of)


def by_day(tx: Transaction, group_ids: Collection[UUID], as_of: date) -> list[Attended]:
    """Up to a day, session by session."""
    return _attended(tx, _ATTENDED.format(by=", attendances.held_on"), group_ids, as_of)


def _attended(tx: Transaction, sql: str, group_ids: Collection[UUID], as_of: date) -> list[Attended]:
    rows = rows_in(tx, sql, [str(one) for one in group_ids], {"as_of": as_of.isoformat()})
    return msgspec.convert(rows, list[Attended])
