"""Events about the erasure of a participant: of the consent service, and of each owner of records (C-09)."""

from typing import ClassVar
from uuid import UUID

from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import ErasureOutcome, RetentionGround
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
    """The participant's key is destroyed, and its id can no longer be traced to a person.

    `agencies`: those that have no ground against it: their services erase what they hold.
    """

    TYPE: ClassVar[str] = "samplan.consent.ErasureExecuted.v1"
    SWEDISH: ClassVar[str] = "radering utförd"

    participant_id: UUID
    agencies: tuple[Agency, ...] | None = None


class ErasureRefused(ErasureEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The participant is not erased, on this ground."""

    TYPE: ClassVar[str] = "samplan.consent.ErasureRefused.v1"
    SWEDISH: ClassVar[str] = "radering avslagen"

    ground: RetentionGround


class ErasureAcknowledgement(ContractEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A service of an owner has erased what it held of the participant, or retains it on that ground for now.

    It says `erased` after its own key store has destroyed the keys.
    """

    SUBJECT: ClassVar[str] = "erasure_id"

    erasure_id: UUID
    outcome: ErasureOutcome
    ground: RetentionGround | None = None
