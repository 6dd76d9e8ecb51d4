"""Events of the planning service on mappings and meetings: records beside the plan, each with its own id."""

from typing import ClassVar
from uuid import UUID

from samplan.contracts.codes import Agency, MeetingKind
from samplan.contracts.event import ContractEvent, Count, Slug


class MappingCompleted(ContractEvent, frozen=True, kw_only=True):
    """The agencies have mapped the participant of the plan, by a version of a template."""

    TYPE: ClassVar[str] = "samplan.planning.MappingCompleted.v1"
    SWEDISH: ClassVar[str] = "kartläggning slutförd"
    SUBJECT: ClassVar[str] = "mapping_id"

    mapping_id: UUID
    plan_id: UUID
    agencies: tuple[Agency, ...]
    template: Slug
    template_version: Count


class MeetingHeld(ContractEvent, frozen=True, kw_only=True):
    """A meeting about the plan's participant was held: its kind, and the agencies that came."""

    TYPE: ClassVar[str] = "samplan.planning.MeetingHeld.v1"
    SWEDISH: ClassVar[str] = "möte hållet"
    SUBJECT: ClassVar[str] = "meeting_id"

    meeting_id: UUID
    plan_id: UUID
    kind: MeetingKind
    agencies: tuple[Agency, ...]
