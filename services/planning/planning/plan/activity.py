"""One agency's item in the plan, with a version of its own (P-25). Activities run in parallel."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from planning.dates.period import EndsBeforeItStarts
from planning.plan.item_change import ChangeWaits, ItemChange, NoSuchChange
from planning.plan.refusals import (
    ActivityHasEnded,
    ActivityIsNotPlanned,
    ActivityIsPlanned,
    BeforeTheStart,
    NotTheOwner,
)
from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason
from samplan.contracts.codes.items import Financing


class ItemStatus(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    STARTED = "started"
    COMPLETED = "completed"
    INTERRUPTED = "interrupted"


class ResponsibleRole(StrEnum):
    """Who answers for an item at its owner: a role, never a name."""

    EMPLOYMENT_OFFICER = "employment_officer"
    SOCIAL_WORKER = "social_worker"
    LABOUR_MARKET_SECRETARY = "labour_market_secretary"
    CARE_COORDINATOR = "care_coordinator"
    STUDY_COUNSELLOR = "study_counsellor"
    INSURANCE_INVESTIGATOR = "insurance_investigator"


class Provider(StrEnum):
    OWNER_AGENCY = "owner_agency"
    MUNICIPALITY = "municipality"
    ADULT_EDUCATION = "adult_education"
    FOLK_HIGH_SCHOOL = "folk_high_school"
    HEALTH_CARE = "health_care"
    SUPPLIER = "supplier"
    EMPLOYER = "employer"
    ASSOCIATION = "association"
    OTHER = "other"


PLANNED = frozenset({ItemStatus.PROPOSED, ItemStatus.ACCEPTED})
NEVER_STARTED = frozenset({ItemStatus.DECLINED, ItemStatus.WITHDRAWN})


@dataclass(frozen=True, kw_only=True)
class Activity:
    """`begins_on`: the day on which it started or, until then, on which it is planned to.

    `version`: its number of facts, so that a change of another item leaves it as it was read.
    """

    id: UUID
    kind: ActivityKind
    owner: Agency
    begins_on: date
    status: ItemStatus
    proposed_by: Agency | None = None
    planned_from: date | None = None
    planned_to: date | None = None
    responsible_role: ResponsibleRole | None = None
    provider: Provider | None = None
    declined_because: InterruptionReason | None = None
    ended_on: date | None = None
    interrupted_because: InterruptionReason | None = None
    sealed_reason: str | None = None
    financing: Financing = Financing.ORDINARY
    proposed_on: date | None = None
    change: ItemChange | None = None
    is_justified_alone: bool = False
    version: int = 1

    @property
    def is_current(self) -> bool:
        return self.status is ItemStatus.STARTED

    @property
    def is_planned(self) -> bool:
        return self.status in PLANNED

    @property
    def has_started(self) -> bool:
        return not self.is_planned and self.status not in NEVER_STARTED

    @property
    def is_taken_on(self) -> bool:
        """Whether its owner has made it its own: not while it is another agency's proposal."""
        return self.has_started or self.status is ItemStatus.ACCEPTED

    @property
    def waits_for_answer(self) -> bool:
        """Whether its owner has to answer a proposal: of the activity, or of a change."""
        return self.status is ItemStatus.PROPOSED or self.change is not None

    def is_open_on(self, on: date) -> bool:
        """Accepted, or under way on that day, whenever its end is registered (I29); not on its last day."""
        is_over = self.ended_on is not None and self.ended_on <= on
        is_under_way = self.has_started and self.begins_on <= on and not is_over
        return self.status is ItemStatus.ACCEPTED or is_under_way

    @property
    def started_on(self) -> date | None:
        return self.begins_on if self.has_started else None

    def require_owner(self, by: Agency) -> None:
        """Raises NotTheOwner."""
        if by != self.owner:
            raise NotTheOwner

    def require_planned(self, by: Agency) -> None:
        """Raises NotTheOwner or ActivityIsNotPlanned."""
        self.require_owner(by)
        if not self.is_planned:
            raise ActivityIsNotPlanned

    def require_may_end(self, by: Agency, on: date) -> None:
        """Raises NotTheOwner, ActivityIsPlanned, ActivityHasEnded or BeforeTheStart."""
        self.require_owner(by)
        if self.is_planned:
            raise ActivityIsPlanned
        if not self.is_current:
            raise ActivityHasEnded
        if on < self.begins_on:
            raise BeforeTheStart

    def require_may_be_replanned(self, planned_from: date, planned_to: date) -> None:
        """Raises ActivityHasEnded or EndsBeforeItStarts."""
        if not (self.is_planned or self.is_current):
            raise ActivityHasEnded
        if planned_to < planned_from:
            raise EndsBeforeItStarts

    def require_no_change(self) -> None:
        """Raises ChangeWaits."""
        if self.change is not None:
            raise ChangeWaits

    def waiting_change(self, change_id: UUID) -> ItemChange:
        """Raises NoSuchChange."""
        if self.change is None or self.change.id != change_id:
            raise NoSuchChange
        return self.change

    def replanned(self, planned_from: date, planned_to: date) -> "Activity":
        begins_on = planned_from if self.is_planned else self.begins_on
        return replace(self, planned_from=planned_from, planned_to=planned_to, begins_on=begins_on)

    def accepted(self) -> "Activity":
        return replace(self, status=ItemStatus.ACCEPTED)

    def declined(self, reason: InterruptionReason) -> "Activity":
        return replace(self, status=ItemStatus.DECLINED, declined_because=reason, change=None)

    def withdrawn(self) -> "Activity":
        return replace(self, status=ItemStatus.WITHDRAWN, change=None)

    def started(self, on: date, financing: Financing) -> "Activity":
        return replace(self, status=ItemStatus.STARTED, begins_on=on, financing=financing)

    def completed(self, on: date) -> "Activity":
        return replace(self, status=ItemStatus.COMPLETED, ended_on=on, change=None)

    def interrupted(self, reason: InterruptionReason, on: date) -> "Activity":
        ended = replace(self, status=ItemStatus.INTERRUPTED, ended_on=on, change=None)
        return replace(ended, interrupted_because=reason)
