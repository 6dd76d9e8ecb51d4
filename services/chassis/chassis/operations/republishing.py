"""Publishes again, with the same ids, what a topic has lost: consumers skip what they have applied."""

from __future__ import annotations

from dataclasses import dataclass

from chassis.service.publishing import publishing_status
from chassis.service.service import Service
from chassis.settings.environment import Settings
from samplan.bus.store.transactions import Database


class NotNow(Exception):
    """Republishing would not help or do harm in the present state; the message says why."""


@dataclass(frozen=True)
class Republication:
    """The events to publish again to a cluster: those stored after `position`, up to `last`."""

    topics: tuple[str, ...]
    cluster: str
    position: int
    last: int


def plan_republication(service: Service, settings: Settings, database: Database, first: int) -> Republication:
    """Plan it, without changing anything. Raises NotNow."""
    status = publishing_status(service, settings, database)
    if status.cluster is None or status.trouble:
        raise NotNow(status.trouble or "no cluster")
    position = max(0, first - 1)
    published = status.positions.get(status.cluster, 0)
    if position > published:
        raise NotNow(f"only {published} are published to this cluster: the relay continues from there")
    return Republication((status.topic, *status.beside), status.cluster, position, published)


def republish(database: Database, planned: Republication) -> None:
    """Set back the position of the cluster. A running relay continues from there within seconds."""
    with database.transaction() as tx:
        tx.execute(
            "INSERT INTO relay_positions VALUES (:cluster, :position)"
            " ON CONFLICT (cluster) DO UPDATE SET position = excluded.position"
            " WHERE relay_positions.position > excluded.position",
            {"cluster": planned.cluster, "position": planned.position},
        )
