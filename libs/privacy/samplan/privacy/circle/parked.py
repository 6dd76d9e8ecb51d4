"""Parked records forget a participant of whom nothing may be known any more, and applied ones recall them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol, TypeVar
from uuid import UUID

from msgspec.structs import replace

from samplan.bus.reading.forgetting.kept import REMOVED
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.erasures import ErasureExecuted
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.circles import circle_of, is_from_issuer, participant_of
from samplan.privacy.tables import Tables

E = TypeVar("E", bound=ContractEvent)


class Parked(Tables, Protocol):
    """A service's own tables, and its parked records."""

    def forget_ids(self, ids: Collection[UUID]) -> None: ...

    def remember_ids(self, ids: Collection[UUID]) -> None: ...


class ParticipantForgotten(RuleBroken):
    """No consent leads to the event's participant: its owner has to publish it again."""

    code = "participant_forgotten"


def clean_parked(participant_id: UUID, keeper: Agency, parked: Parked) -> None:
    """After a change of the participant's circle: forget them, or remember them."""
    circle = circle_of(participant_id, parked)
    if _is_over(circle, keeper):
        parked.forget_ids(_ids_of(participant_id, circle))
    else:
        parked.remember_ids(_ids_of(participant_id, circle))


def clean_after_erasure(event: ErasureExecuted, source: str, parked: Parked) -> None:
    """An erasure that another service than the participant's issuer publishes is ignored (I12)."""
    if is_from_issuer(event.participant_id, source, parked):
        circle = circle_of(event.participant_id, parked)
        parked.forget_ids(_ids_of(event.participant_id, circle))


def recalled(event: E, tables: Tables) -> E:
    """The event with the participant whom its parked record has forgotten. Raises ParticipantForgotten."""
    consent_id: UUID | None = getattr(event, "consent_id", None)
    if getattr(event, "participant_id", None) != REMOVED or consent_id is None:
        return event
    participant_id = participant_of(consent_id, tables)
    if participant_id is None:
        raise ParticipantForgotten
    return replace(event, participant_id=participant_id)


def _ids_of(participant_id: UUID, circle: Circle) -> set[UUID]:
    return {participant_id, *(one.consent_id for one in circle.consents)}


def _is_over(circle: Circle, keeper: Agency) -> bool:
    """Whether no event can let the keeper know anything of others any more, unless it opens something new."""
    has_ended = bool(circle.consents) and all(one.ended_on for one in circle.consents)
    return has_ended or circle.deceased_on is not None or keeper in circle.blocked
