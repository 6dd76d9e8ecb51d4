"""The declaration of what a service delivers: to whom, and which record each of its facts is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import DomainEvent
from chassis.settings.environment import Settings
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent


class Concern(NamedTuple):
    """The record and the participant that a fact is about. `makers`: the agencies that have made the fact.

    `rests_on`: the aggregates of other services whose parked records may end it (I24).
    `closes`: only its owner may know the record after it, as one that was entered in error.
    """

    record_id: UUID
    participant_id: UUID
    makers: frozenset[Agency] = frozenset()
    rests_on: frozenset[UUID] = frozenset()
    closes: bool = False


@dataclass(frozen=True, kw_only=True)
class Delivers:
    """To whom, and what its facts are about. `resource`: what opens it in the access table opens a record."""

    recipients: Callable[[Settings], Sequence[Agency]]
    resource: str
    concern: Callable[[DomainEvent, ContractEvent | None, Records], Concern | None]
