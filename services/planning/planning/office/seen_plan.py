"""A plan, or one item of it, as one agency sees it: the whole of it, or its own record and items (C-09)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from planning.plan.activity import Activity
from planning.plan.clock import Stop, StopReason
from planning.plan.plan import Plan
from planning.plan.refusals import ActivityNotFound
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Rule


@dataclass(frozen=True)
class Sharing:
    """The agencies that may know the whole plan today by a consent, and the last day of the longest one."""

    agencies: Sequence[Agency]
    until: date | None


def keeper_is_told(plan: Plan, owner: Agency) -> bool:
    """May the keeper know today of what the agency keeps beside the plan? One in error is its own (R-13)."""
    return plan.entered_in_error_on is not None or plan.circle.tells_keeper(owner, plan.kept_by)


@dataclass(frozen=True)
class SeenPlan:
    plan: Plan
    by: Agency
    purpose: ConsentPurpose = ConsentPurpose.COORDINATION
    stop_reasons: Mapping[Stop, StopReason] = field(default_factory=dict, kw_only=True)
    """Empty in the answer to a command, which is stored."""

    @property
    def id(self) -> UUID:
        return self.plan.id

    @property
    def version(self) -> int:
        return self.plan.version

    @property
    def is_own(self) -> bool:
        """Whether it is the agency's own record, of which nothing is disclosed to it."""
        return self.by == self.plan.kept_by

    @property
    def is_whole(self) -> bool:
        return self.plan.is_known_to(self.by, self.purpose)

    @property
    def activities(self) -> Sequence[Activity]:
        seen = (self._known(one) for one in self.plan.activities.values())
        return [one for one in seen if one is not None]

    def _known(self, item: Activity) -> Activity | None:
        """The item as the agency may know it today; None: not at all.

        The keeper keeps the plan, and not what another agency does in it: without a consent that names both,
        it sees of that what was told while there was one (K4), and so do others that see the whole plan.
        """
        if self.is_told_of(item.owner):
            return item
        return self.plan.told_activities.get(item.id) if self.is_whole else None

    def is_told_of(self, owner: Agency) -> bool:
        """Whether it may know today what that agency does in the plan and beside it (K4)."""
        plan, keeper = self.plan, self.plan.kept_by
        if owner == self.by:
            return True
        if self.by == keeper:
            return keeper_is_told(plan, owner)
        is_emergency = plan.access_of(self.by, self.purpose).rule is Rule.EMERGENCY_ACCESS
        return is_emergency or (self.is_whole and plan.circle.names(owner, keeper))

    @property
    def coordinators(self) -> Sequence[tuple[Agency, date]]:
        return [(who, since) for who, since in self.plan.coordinators if self.is_whole or who == self.by]

    @property
    def sharing(self) -> Sharing:
        """None to an agency that sees its own items alone."""
        plan = self.plan
        is_told = self.is_whole and not plan.entered_in_error_on
        until = plan.circle.shared_until(plan.kept_by) if is_told else None
        agencies = [agency for agency in Agency if until and plan.may_be_changed_by(agency)]
        return Sharing(agencies, until)


@dataclass(frozen=True)
class SeenItem(SeenPlan):
    """One item of the plan, with the version of the item (P-25).

    `reason_in_words`, `change_in_words`: None in the answer to a command, which is stored.
    """

    activity_id: UUID = field(kw_only=True)
    reason_in_words: str | None = field(default=None, kw_only=True)
    change_in_words: str | None = field(default=None, kw_only=True)

    @property
    def item(self) -> Activity:
        """Raises ActivityNotFound for an item that the agency does not see."""
        item = self._known(self.plan.activity(self.activity_id))
        if item is None:
            raise ActivityNotFound
        return item

    @property
    def version(self) -> int:
        return self.item.version

    @property
    def is_own(self) -> bool:
        return super().is_own or self.item.owner == self.by
