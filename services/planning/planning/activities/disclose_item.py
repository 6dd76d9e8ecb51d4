from dataclasses import replace
from uuid import UUID

from chassis.decisions.commands import Records
from planning.office import Office, SeenItem
from planning.plan import Plan
from planning.showing.disclose_plan import Disclosing


class DiscloseItem(Disclosing):
    """Show one item of a plan, as the plan is shown. Its words are for its owner and those who wrote them."""

    activity_id: UUID

    def seen(self, plan: Plan) -> SeenItem:
        """Raises ActivityNotFound for an item that the agency does not see."""
        return SeenItem(plan, self.by, self.purpose, activity_id=self.activity_id)

    def carry_out(self, work: Records, office: Office) -> SeenItem:
        seen = self.seen(super().carry_out(work, office).plan)
        item, change = seen.item, seen.item.change
        is_own = self.by == item.owner
        may_read_change = change is not None and (is_own or self.by == change.proposed_by)
        return replace(
            seen,
            reason_in_words=self._opened(item.sealed_reason, office) if is_own else None,
            change_in_words=self._opened(change.sealed, office) if change and may_read_change else None,
        )

    def _opened(self, sealed: str | None, office: Office) -> str | None:
        words = office.words.open(sealed, record=self.activity_id) if sealed else None
        return words["words"] if words else None
