"""The envelope of an event, as a handler gets it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from samplan.bus.reading.rule_broken import RuleBroken
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import Envelope


class About(NamedTuple):
    """What is known of an event beside its data."""

    id: str
    """The permanent id of the event, the same each time that it is published."""
    writer: Agency
    """The agency whose service has published it."""
    recorded_at: datetime
    """When the owner has recorded it or, for what is delivered, decided to tell it."""
    causation_id: str
    circle_version: int | None


class UnknownWriter(RuleBroken):
    """The agency that has published the event is newer than these contracts: the event is parked."""

    code = "unknown_writer"


def about(envelope: Envelope) -> About:
    """The facts of an envelope that a handler may need. Raises UnknownWriter."""
    writer = envelope.source.split("/")[1]
    if writer not in set(Agency):
        raise UnknownWriter
    return About(
        id=envelope.id,
        writer=Agency(writer),
        recorded_at=envelope.time,
        causation_id=envelope.causation_id,
        circle_version=envelope.circle_version,
    )
