"""What the commands on one item have in common: they ask for its version, and no other item's (P-25)."""

from dataclasses import field
from uuid import UUID, uuid4

from chassis.decisions.commands import Records
from planning.office import ByPlanAlone, CirclesToday, OwnItemDecision, SeenItem, SharedPlanDecision
from planning.plan import Plan
from planning.plan.refusals import ActivityExists, SharingHasEnded


class NewItemCommand(ByPlanAlone, SharedPlanDecision):
    """One that adds an item, on any version of the plan. It is answered with the item."""

    activity_id: UUID = field(default_factory=uuid4)

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises ActivityExists too: the sender of a card chooses its id."""
        plan = super().plan_in(work, circles)
        if self.activity_id in plan.activities:
            raise ActivityExists
        return plan

    def seen(self, plan: Plan) -> SeenItem:
        return SeenItem(plan, self.by, activity_id=self.activity_id)


class ItemDecision(OwnItemDecision):
    """One of an item's owner, on the item's version. It is answered with the item."""

    activity_id: UUID

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises ActivityNotFound, NotTheOwner before a version could reveal anything, or StaleVersion."""
        plan = super().plan_in(work, circles)
        item = plan.activity(self.activity_id)
        item.require_owner(self.by)
        work.require_version(item.id, item.version)
        return plan

    def seen(self, plan: Plan) -> SeenItem:
        return SeenItem(plan, self.by, activity_id=self.activity_id)


class ItemCommand(ByPlanAlone, ItemDecision):
    """One that needs nothing but the plan."""


class SharedItemCommand(ItemCommand):
    """One that takes more on: a consent in force must allow it."""

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises StillCatchingUp or SharingHasEnded too."""
        plan = super().plan_in(work, circles)
        work.require_open(*plan.rests_on)
        if not plan.may_be_changed_by(self.by):
            raise SharingHasEnded
        return plan


class OthersItemDecision(SharedPlanDecision):
    """One of an agency that does not own the item, on the item's version. It is answered with the item."""

    activity_id: UUID

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        plan = super().plan_in(work, circles)
        work.require_version(self.activity_id, plan.activity(self.activity_id).version)
        return plan

    def seen(self, plan: Plan) -> SeenItem:
        return SeenItem(plan, self.by, activity_id=self.activity_id)


class OthersItemCommand(ByPlanAlone, OthersItemDecision):
    """One that needs nothing but the plan."""
