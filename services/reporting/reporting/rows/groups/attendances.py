"""Who attended which session, by their plans."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent
from samplan.contracts.group_codes import Presence
from samplan.contracts.groups import AttendanceRecorded


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


def at_sessions(tx: Transaction, session_ids: Collection[UUID]) -> list[Attendance]:
    return TABLE.where(tx, "", "session_id", session_ids)
