from typing import Any
from uuid import UUID

from chassis.decisions.commands import Records
from referral.closed_loop.disclose_plan import log_plan
from referral.closed_loop.plan_access import access_to_plan, may_be_told_now
from referral.closed_loop.plan_feed import Row, last_step_after
from referral.feed.receivers import last_changes
from referral.office.command import AboutReferral
from referral.office.office import Office
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Allowed


class ListReceivers(AboutReferral):
    """Empty for a protected identity, of whom no feed tells.

    A step of the plan is a change where the receiver and the caller may know of it: a disclosure (C-11).
    """

    role: str

    def carry_out(self, work: Records, office: Office) -> list[dict[str, Any]]:
        self.referral_in(work, office)
        return [self._shown(row, work, office) for row in last_changes(self.referral_id, work)]

    def _shown(self, own: Row, work: Records, office: Office) -> dict[str, Any]:
        steps = last_step_after(own["position"], self.referral_id, Agency(own["agency"]), work)
        of_plan = [row for row in steps if self._tells(row, own, work, office)]
        last = of_plan[0] if of_plan else own
        return {
            "agency": own["agency"],
            "last_change_on": last["occurred_on"],
            "has_seen": last["position"] <= own["seen_to"],
        }

    def _tells(self, step: Row, own: Row, work: Records, office: Office) -> bool:
        participant_id, owner = UUID(step["participant_id"]), Agency(step["owner"])
        receiver = access_to_plan(participant_id, Agency(own["agency"]), owner, work, office)
        caller = access_to_plan(participant_id, self.by, owner, work, office)
        if not isinstance(receiver, Allowed) or not isinstance(caller, Allowed):
            return False
        if owner != self.by:
            if not may_be_told_now(participant_id, work):
                return False
            log_plan(participant_id, caller, self.by, self.role, work, office)
        return True
