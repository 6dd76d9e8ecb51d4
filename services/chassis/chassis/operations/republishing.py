"""Publishing again what a topic has lost, under the names it had: readers skip what they have taken in."""

from __future__ import annotations

from dataclasses import dataclass

from chassis.service.publishing import publishing_status
from chassis.service.service import Service
from chassis.settings.environment import Settings
from samplan.bus.store.transactions import Database


class NotNow(Exception):
    """It would not help, or do harm, as things are; the message says what would."""


@dataclass(frozen=True)
class Republication:
    """What is to be published to a cluster again: what is stored after `position`, up to `last`."""

    topic: str
    cluster: str
    position: int
    last: int


def plan_republication(service: Service, settings: Settings, database: Database, first: int) -> Republication:
    """Nothing is changed yet. Raises NotNow."""
    status = publishing_status(service, settings, database)
    if status.cluster is None or status.trouble:
        raise NotNow(status.trouble or "no cluster")
    position = max(0, first - 1)
    published = status.positions.get(status.cluster, 0)
    if position > published:
        raise NotNow(f"only {published} have been published to this cluster: the relay goes on from there")
    return Republication(status.topic, status.cluster, position, published)


def republish(database: Database, planned: Republication) -> None:
    """Set the position of that cluster back. A relay that runs goes on from there within seconds."""
    with database.transaction() as tx:
        tx.execute(
            "INSERT INTO relay_positions VALUES (:cluster, :position)"
            " ON CONFLICT (cluster) DO UPDATE SET position = excluded.position"
            " WHERE relay_positions.position > excluded.position",
            {"cluster": planned.cluster, "position": planned.position},
        )
