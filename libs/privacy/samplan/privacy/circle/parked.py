"""Parked records forget a participant of whom nothing may be known any more, and applied ones recall them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol, TypeVar
from uuid import UUID

from msgspec.structs import replace

from samplan.bus.reading.forgetting.kept import NOBODY
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.contracts.codes import Agency
from samplan.contracts.erasures import ErasureExecuted
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.circles import Tables, circle_of, participant_of

E = TypeVar("E", bound=ContractEvent)


class Parked(Tables, Protocol):
    """A service's own tables, and its parked records."""

    def forget_ids(self, ids: Collection[UUID]) -> None: ...

    def remember_ids(self, ids: Collection[UUID]) -> None: ...


class ParticipantForgotten(RuleBroken):
    """Nothing tells whom the event was about: its owner has to publish it again."""

    code = "participant_forgotten"


def clean_parked(event: ContractEvent, changed: UUID | None, keeper: Agency, parked: Parked) -> None:
    """After an event of the consent service: forget the participant, or remember them.

    `changed`: whose circle the event has changed. An erased participant has no circle to change.
    """
    participant_id = event.participant_id if isinstance(event, ErasureExecuted) else changed
    if participant_id is None:
        return
    circle = circle_of(participant_id, parked)
    ids = {participant_id, *(one.consent_id for one in circle.consents)}
    if isinstance(event, ErasureExecuted) or _is_over(circle, keeper):
        parked.forget_ids(ids)
    else:
        parked.remember_ids(ids)


def recalled(event: E, tables: Tables) -> E:
    """The event with the participant whom its parked record has forgotten. Raises ParticipantForgotten."""
    consent_id: UUID | None = getattr(event, "consent_id", None)
    if getattr(event, "participant_id", None) != NOBODY or consent_id is None:
        return event
    participant_id = participant_of(consent_id, tables)
    if participant_id is None:
        raise ParticipantForgotten
    return replace(event, participant_id=participant_id)


def _is_over(circle: Circle, keeper: Agency) -> bool:
    """Whether no event can let the keeper know anything of others any more, unless it opens something new."""
    has_ended = bool(circle.consents) and all(one.ended_on for one in circle.consents)
    return has_ended or circle.deceased_on is not None or keeper in circle.blocked
