"""The rows of stored events and of their digests, which may be damaged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Notification

from samplan.bus.store.digests import Content, Seal

POSITION = {"sqlite": "rowid", "postgresql": "notification_id"}
"""The column that holds an event's position in the log, by kind of store."""
EVENT_COLUMNS = {
    kind: f"SELECT {position} AS position, originator_id, originator_version, topic, state FROM stored_events"  # noqa: S608  # our own names
    for kind, position in POSITION.items()
}
NOTIFICATIONS = {
    kind: f"{columns} WHERE {POSITION[kind]} > :after ORDER BY {POSITION[kind]} LIMIT :limit"
    for kind, columns in EVENT_COLUMNS.items()
}
# One statement: between two, another transaction could commit an event and its digest.
EVENTS_OF = {
    kind: f"""
SELECT originator_version AS version, {position} AS position, topic, state, NULL AS previous, NULL AS digest
FROM stored_events WHERE originator_id = :id
UNION ALL
SELECT originator_version, position, NULL, NULL, previous, digest
FROM event_digests WHERE originator_id = :id"""  # noqa: S608  # our own names
    for kind, position in POSITION.items()
}
_HEX = re.compile("[0-9a-f]{32}")
Rows = Iterable[Mapping[str, Any]]


def contents_in(rows: Rows) -> dict[int, Content]:
    """The events among the raw rows of `EVENTS_OF`, by version."""
    return {
        row["version"]: Content(row["position"], bytes(row["topic"]), bytes(row["state"]))
        for row in rows
        if row["digest"] is None
    }


def seals_in(rows: Rows) -> dict[int, Seal]:
    """The digests among them, by version."""
    return {
        row["version"]: Seal(row["position"], row["version"], bytes(row["previous"]), bytes(row["digest"]))
        for row in rows
        if row["digest"] is not None
    }


def notification_in(row: Mapping[str, Any]) -> Notification:
    """A raw row of `EVENT_COLUMNS` as the library's notification. A damaged id is kept as text."""
    return Notification(
        id=row["position"],
        originator_id=aggregate_in(row["originator_id"]),
        originator_version=row["originator_version"],
        topic=bytes(row["topic"]).decode(errors="surrogateescape"),
        state=bytes(row["state"]),
    )


def aggregate_in(stored: UUID | bytes) -> UUID | str:
    """An aggregate's id in a raw row; the text of a damaged one."""
    if isinstance(stored, UUID):
        return stored
    text = stored.decode(errors="backslashreplace")
    return UUID(text) if _HEX.fullmatch(text) else text
