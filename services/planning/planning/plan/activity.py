"""One agency's item in the plan, with a version of its own (P-25). Activities run in parallel."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from planning.plan.financing import Financing
from planning.plan.refusals import ActivityHasEnded, BeforeTheStart, NotTheOwner
from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason


@dataclass(frozen=True, kw_only=True)
class Activity:
    """`version`: its number of facts, so that a change of another item leaves it as it was read."""

    id: UUID
    kind: ActivityKind
    owner: Agency
    started_on: date
    ended_on: date | None = None
    interrupted_because: InterruptionReason | None = None
    financing: Financing = Financing.ORDINARY
    version: int = 1

    @property
    def is_current(self) -> bool:
        return self.ended_on is None

    def require_owner(self, by: Agency) -> None:
        """Raises NotTheOwner."""
        if by != self.owner:
            raise NotTheOwner

    def require_may_end(self, by: Agency, on: date) -> None:
        """Raises NotTheOwner, ActivityHasEnded or BeforeTheStart."""
        self.require_owner(by)
        if not self.is_current:
            raise ActivityHasEnded
        if on < self.started_on:
            raise BeforeTheStart

    def completed(self, on: date) -> "Activity":
        return replace(self, ended_on=on)

    def interrupted(self, reason: InterruptionReason, on: date) -> "Activity":
        return replace(self, ended_on=on, interrupted_because=reason)
