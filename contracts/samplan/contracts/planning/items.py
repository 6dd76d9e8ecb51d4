"""Events of a plan's items before they start, and of changes to them that another agency proposes."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason
from samplan.contracts.codes.items import ItemChangeKind
from samplan.contracts.planning.plans import PlanEvent


class ActivityProposed(PlanEvent, frozen=True, kw_only=True):
    """An agency has planned an activity ahead, for itself or for another agency, which then answers."""

    TYPE: ClassVar[str] = "samplan.planning.ActivityProposed.v1"
    SWEDISH: ClassVar[str] = "aktivitet föreslagen"

    activity_id: UUID
    kind: ActivityKind
    owner_agency: Agency
    proposed_by: Agency
    planned_from: date
    planned_to: date


class ActivityAccepted(PlanEvent, frozen=True, kw_only=True):
    """The owner agency will carry out a planned activity."""

    TYPE: ClassVar[str] = "samplan.planning.ActivityAccepted.v1"
    SWEDISH: ClassVar[str] = "aktivitet antagen"

    activity_id: UUID


class ActivityDeclined(PlanEvent, frozen=True, kw_only=True):
    """A planned activity will not start, for a coded reason."""

    TYPE: ClassVar[str] = "samplan.planning.ActivityDeclined.v1"
    SWEDISH: ClassVar[str] = "aktivitet avböjd"

    activity_id: UUID
    reason: InterruptionReason


class ActivityProposalWithdrawn(PlanEvent, frozen=True, kw_only=True):
    """The agency that proposed an activity to another one has withdrawn it: it will not start."""

    TYPE: ClassVar[str] = "samplan.planning.ActivityProposalWithdrawn.v1"
    SWEDISH: ClassVar[str] = "föreslagen aktivitet återtagen"

    activity_id: UUID


class ActivityReplanned(PlanEvent, frozen=True, kw_only=True):
    """The days on which an activity is planned have changed."""

    TYPE: ClassVar[str] = "samplan.planning.ActivityReplanned.v1"
    SWEDISH: ClassVar[str] = "aktivitet omplanerad"

    activity_id: UUID
    planned_from: date
    planned_to: date


class ItemChangeProposed(PlanEvent, frozen=True, kw_only=True):
    """Another agency than its owner has proposed a change of an activity."""

    TYPE: ClassVar[str] = "samplan.planning.ItemChangeProposed.v1"
    SWEDISH: ClassVar[str] = "ändring av aktivitet föreslagen"

    activity_id: UUID
    change_id: UUID
    change: ItemChangeKind
    proposed_by: Agency


class ItemChangeAnswered(PlanEvent, frozen=True, kw_only=True):
    """The owner has answered the proposal of a change. What is accepted is carried out at once."""

    TYPE: ClassVar[str] = "samplan.planning.ItemChangeAnswered.v1"
    SWEDISH: ClassVar[str] = "föreslagen ändring besvarad"

    activity_id: UUID
    change_id: UUID
    accepted: bool


class ItemChangeWithdrawn(PlanEvent, frozen=True, kw_only=True):
    """The agency that proposed a change has withdrawn it before the owner answered."""

    TYPE: ClassVar[str] = "samplan.planning.ItemChangeWithdrawn.v1"
    SWEDISH: ClassVar[str] = "föreslagen ändring återtagen"

    activity_id: UUID
    change_id: UUID
