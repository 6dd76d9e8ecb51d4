from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.closed_loop.disclose_plan import log_plan
from referral.closed_loop.plan_access import access_to_plan, may_be_told_now
from referral.closed_loop.plan_feed import Row
from referral.office.office import Office
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Allowed


class ShowPlanSteps(Command[Office]):
    """The entries of a feed that may be shown now, and the position up to which that is decided.

    What is shown of another agency's plan is a disclosure, logged first, once a day (C-11).
    """

    by: Agency
    role: str
    rows: Sequence[Row]

    def carry_out(self, work: Records, office: Office) -> tuple[Sequence[Row], int]:
        shown: list[Row] = []
        decided = self.rows[0]["position"] - 1
        for row in self.rows:
            is_of_a_plan = "owner" in row
            if is_of_a_plan and not self._is_open(row, work):
                break  # an end may be unread: asked again, the feed continues from here
            if not is_of_a_plan or self._is_allowed(row, work, office):
                shown.append(row)
            decided = row["position"]
        return shown, decided

    def _is_open(self, row: Row, work: Records) -> bool:
        return row["owner"] == self.by or may_be_told_now(UUID(row["participant_id"]), work)

    def _is_allowed(self, row: Row, work: Records, office: Office) -> bool:
        participant_id, owner = UUID(row["participant_id"]), Agency(row["owner"])
        decision = access_to_plan(participant_id, self.by, owner, work, office)
        if isinstance(decision, Allowed) and owner != self.by:
            log_plan(participant_id, decision, self.by, self.role, work, office)
        return isinstance(decision, Allowed)
