"""Numbers of published events: 1, 2, … within each aggregate. Private events are not counted (K70).

A gap would tell that something private has happened, such as another referral of the same person. Events that
an earlier program may have published keep the number that it gave: their version in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import Notification

from samplan.bus.store.checking import require_whole
from samplan.bus.store.event_rows import EVENT_COLUMNS, notification_in
from samplan.bus.store.transactions import Database

REMEMBERED = 20_000

Id = UUID | str


class Last(NamedTuple):
    """The last published event of an aggregate up to a version: its position in the log and its number."""

    version: int = 0
    position: int | None = None
    number: int = 0


class Numbering:
    """Numbers a store's events; the result is the same whatever the batches."""

    def __init__(self, database: Database, is_published: Callable[[Notification], bool]) -> None:
        self._database = database
        self._is_published = is_published
        self._renumbered_after = _renumbered_after(database)
        self._known: dict[Id, Last] = {}

    def before(self, batch: Sequence[Notification]) -> dict[Id, Last]:
        """How far the aggregates of a batch are numbered before it."""
        firsts: dict[Id, int] = {}
        for one in batch:
            firsts.setdefault(one.originator_id, one.originator_version)
        known = {aggregate: self._known.get(aggregate, Last()) for aggregate in firsts}
        unknown = {one: version for one, version in firsts.items() if known[one].version != version - 1}
        known |= dict.fromkeys((one for one in unknown), Last())
        history = _stored_before(self._database, unknown) if unknown else []
        require_whole(self._database, history)
        for earlier in history:
            aggregate = earlier.originator_id
            known[aggregate] = self.after(known[aggregate], earlier, self._is_published(earlier))
        return known

    def after(self, last: Last, event: Notification, is_published: bool) -> Last:  # noqa: FBT001  # a fact of the event
        """How far its aggregate is numbered after the next event."""
        if not is_published:
            return last._replace(version=event.originator_version)
        is_new = event.id > self._renumbered_after
        number = last.number + 1 if is_new else event.originator_version
        return Last(event.originator_version, event.id, number)

    def remember(self, last: Mapping[Id, Last]) -> None:
        """Keep what was found, for the next batch."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        self._known.update(last)


def _renumbered_after(database: Database) -> int:
    rows = database.query("SELECT value FROM meta WHERE name = 'renumbered_after'")
    return int(rows[0]["value"])


def _stored_before(database: Database, versions: Mapping[Id, int]) -> list[Notification]:
    """The events of aggregates before these versions, in order."""
    values = ", ".join(f"(:id{n}, :version{n})" for n in range(len(versions)))
    params: dict[str, Any] = {}
    for n, (aggregate, version) in enumerate(versions.items()):
        is_text = database.kind == "sqlite" and isinstance(aggregate, UUID)
        params[f"id{n}"] = aggregate.hex if is_text and isinstance(aggregate, UUID) else aggregate
        params[f"version{n}"] = version
    sql = (
        f"WITH wanted (id, version) AS (VALUES {values}) {EVENT_COLUMNS[database.kind]} JOIN wanted"
        " ON originator_id = wanted.id AND originator_version < wanted.version ORDER BY originator_version"
    )
    with database.reading() as tx:
        return [notification_in(row) for row in tx.raw(sql, params)]
