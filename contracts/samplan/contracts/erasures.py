"""Events of the consent service about the erasure of a participant (C-09)."""

from typing import ClassVar
from uuid import UUID

from samplan.contracts.codes import Agency, RetentionGround
from samplan.contracts.effect import Effect
from samplan.contracts.event import ContractEvent


class ErasureEvent(ContractEvent, frozen=True, kw_only=True, omit_defaults=True):
    """About the erasure of one participant id, after the consents of the participant have ended."""

    SUBJECT: ClassVar[str] = "erasure_id"
    EFFECT: ClassVar[Effect | None] = Effect.NONE

    erasure_id: UUID


class ErasureRequested(ErasureEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Each assessor says whether anything forbids that the participant is erased."""

    TYPE: ClassVar[str] = "samplan.consent.ErasureRequested.v1"
    SWEDISH: ClassVar[str] = "radering begärd"

    participant_id: UUID
    requested_by: Agency
    assessors: tuple[Agency, ...]


class ErasureAssessed(ErasureEvent, frozen=True, kw_only=True, omit_defaults=True):
    """An agency has assessed the erasure: `ground` forbids it; without one nothing does."""

    TYPE: ClassVar[str] = "samplan.consent.ErasureAssessed.v1"
    SWEDISH: ClassVar[str] = "radering bedömd"

    agency: Agency
    ground: RetentionGround | None = None


class ErasureExecuted(ErasureEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The participant's key is destroyed, and nobody can tell any more whose id it was."""

    TYPE: ClassVar[str] = "samplan.consent.ErasureExecuted.v1"
    SWEDISH: ClassVar[str] = "radering utförd"

    participant_id: UUID


class ErasureRefused(ErasureEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The participant is not erased, on this ground."""

    TYPE: ClassVar[str] = "samplan.consent.ErasureRefused.v1"
    SWEDISH: ClassVar[str] = "radering avslagen"

    ground: RetentionGround
