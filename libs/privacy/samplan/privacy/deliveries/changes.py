"""Which circles have changed: the sharing of their records is decided again.

An end is noted with the change itself: a new consent may follow before the relay decides again.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from samplan.contracts.codes import Agency
from samplan.contracts.consent import AgencyLeft
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.circles import circle_of
from samplan.privacy.circle.may_deliver import asked_of_record
from samplan.privacy.circle.may_know import Denied, may_know
from samplan.privacy.tables import Tables

EVERYONE = "*"

_NOTE = (
    "INSERT INTO circle_changes VALUES (:id, (SELECT coalesce(max(change), 0) + 1 FROM circle_changes))"
    " ON CONFLICT (participant_id) DO UPDATE SET change = excluded.change"
)


class Gate(NamedTuple):
    """`resource`: of the access table: what opens it opens the owner's records."""

    resource: str
    owner: Agency
    today: date

    def is_closed(self, agency: Agency, circle: Circle) -> bool:
        asked = asked_of_record(self.resource, agency, self.owner, self.today)
        return isinstance(may_know(circle, asked), Denied)


def note_change(event: ContractEvent, changed: UUID | None, gate: Gate, tables: Tables) -> None:
    """An event is applied to the circles, and has changed that of a participant, if any.

    In the inbox's transaction, one at a time.
    """
    if isinstance(event, AgencyLeft):
        tables.write(_NOTE, {"id": EVERYONE})
    if changed is not None:
        tables.write(_NOTE, {"id": str(changed)})
        _note_closings(changed, gate, tables)


def _note_closings(participant_id: UUID, gate: Gate, tables: Tables) -> None:
    circle = circle_of(participant_id, tables)
    closed = [agency for agency in Agency if gate.is_closed(agency, circle)]
    names = {f"a{n}": agency.value for n, agency in enumerate(closed)}
    if names:
        tables.write(
            "INSERT INTO circle_closings SELECT :id, column1, (SELECT max(change) FROM circle_changes)"  # noqa: S608  # placeholders only
            f" FROM (VALUES {', '.join(f'(:{name})' for name in names)}) AS closed WHERE true"
            " ON CONFLICT (participant_id, agency) DO UPDATE SET change = excluded.change",
            {"id": str(participant_id), **names},
        )


def changed_after(change: int, tables: Tables) -> tuple[int, list[str]]:
    """The last change, and whose circles have changed since an earlier one."""
    rows = tables.rows(
        "SELECT participant_id, change FROM circle_changes WHERE change > :change ORDER BY change",
        {"change": change},
    )
    return max((int(row["change"]) for row in rows), default=change), [row["participant_id"] for row in rows]
