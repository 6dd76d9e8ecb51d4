from uuid import UUID

from planning.plan import Plan, SeenItem
from planning.showing.disclose_plan import Disclosing


class DiscloseItem(Disclosing):
    """Show one item of a plan, as the plan is shown."""

    activity_id: UUID

    def seen(self, plan: Plan) -> SeenItem:
        """Raises ActivityNotFound for an item that the agency does not see."""
        return SeenItem(plan, self.by, self.purpose, activity_id=self.activity_id)
