"""Events of groups, their sessions, workshops and placements. They name a participant by the plan alone."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from samplan.contracts.codes import Agency, InterruptionReason
from samplan.contracts.codes.groups import PlacementPurpose, PlacementResult, Presence, WorkshopKind
from samplan.contracts.event import Code, ContractEvent, Count, Slug


class GroupEvent(ContractEvent, frozen=True, kw_only=True):
    SUBJECT: ClassVar[str] = "group_id"

    group_id: UUID


class GroupFormed(GroupEvent, frozen=True, kw_only=True):
    """An agency has formed a group for a term of the programme, with the days that the calendar gives it."""

    TYPE: ClassVar[str] = "samplan.planning.GroupFormed.v1"
    SWEDISH: ClassVar[str] = "grupp bildad"

    programme: Slug
    agency: Agency
    term: Code
    method_book: Slug
    begins_on: date
    ends_on: date
    sessions: Count


class GroupJoined(GroupEvent, frozen=True, kw_only=True):
    """The participant of a plan takes part in a group from that day."""

    TYPE: ClassVar[str] = "samplan.planning.GroupJoined.v1"
    SWEDISH: ClassVar[str] = "deltagare ansluten till grupp"

    plan_id: UUID


class GroupLeft(GroupEvent, frozen=True, kw_only=True):
    """The participant of a plan left a group before its last day, for a coded reason."""

    TYPE: ClassVar[str] = "samplan.planning.GroupLeft.v1"
    SWEDISH: ClassVar[str] = "deltagare lämnade grupp"

    plan_id: UUID
    reason: InterruptionReason


class SessionEvent(ContractEvent, frozen=True, kw_only=True):
    SUBJECT: ClassVar[str] = "session_id"

    session_id: UUID


class SessionHeld(SessionEvent, frozen=True, kw_only=True):
    """A session of a group was held on that day."""

    TYPE: ClassVar[str] = "samplan.planning.SessionHeld.v1"
    SWEDISH: ClassVar[str] = "pass hållet"

    group_id: UUID


class AttendanceRecorded(SessionEvent, frozen=True, kw_only=True):
    """Whether the participant of a plan was at a session. A later one about the same plan corrects it."""

    TYPE: ClassVar[str] = "samplan.planning.AttendanceRecorded.v1"
    SWEDISH: ClassVar[str] = "närvaro registrerad"

    plan_id: UUID
    presence: Presence


class WorkshopAttended(ContractEvent, frozen=True, kw_only=True):
    """The participant of a plan attended a general workshop."""

    TYPE: ClassVar[str] = "samplan.planning.WorkshopAttended.v1"
    SWEDISH: ClassVar[str] = "workshop genomförd"
    SUBJECT: ClassVar[str] = "workshop_id"

    workshop_id: UUID
    plan_id: UUID
    workshop: WorkshopKind


class PlacementEvent(ContractEvent, frozen=True, kw_only=True):
    SUBJECT: ClassVar[str] = "placement_id"

    placement_id: UUID
    plan_id: UUID


class PlacementOffered(PlacementEvent, frozen=True, kw_only=True):
    """An agency has offered the participant of a plan a placement, in a period and for a coded purpose."""

    TYPE: ClassVar[str] = "samplan.planning.PlacementOffered.v1"
    SWEDISH: ClassVar[str] = "praktik erbjuden"

    agency: Agency
    period: Count
    purpose: PlacementPurpose


class PlacementAccepted(PlacementEvent, frozen=True, kw_only=True):
    """The participant has accepted the placement."""

    TYPE: ClassVar[str] = "samplan.planning.PlacementAccepted.v1"
    SWEDISH: ClassVar[str] = "praktik accepterad"


class PlacementStarted(PlacementEvent, frozen=True, kw_only=True):
    """The placement has started."""

    TYPE: ClassVar[str] = "samplan.planning.PlacementStarted.v1"
    SWEDISH: ClassVar[str] = "praktik påbörjad"


class PlacementEnded(PlacementEvent, frozen=True, kw_only=True):
    """The placement has ended, and what it led to."""

    TYPE: ClassVar[str] = "samplan.planning.PlacementEnded.v1"
    SWEDISH: ClassVar[str] = "praktik avslutad"

    led_to: PlacementResult
