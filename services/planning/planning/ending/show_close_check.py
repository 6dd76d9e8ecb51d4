from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.decisions.commands import Records
from planning.ending.close_check import Blocker, Closing, blockers_of
from planning.ending.propose_exit import open_for_others
from planning.office import Office, SeenPlan
from planning.office.leading import NotTheCoordinator, leads
from planning.plan.activity import Activity
from planning.plan.refusals import SharingHasEnded
from planning.showing.disclose_plan import Disclosing
from samplan.contracts.codes import ExitClass


@dataclass(frozen=True)
class CloseCheck(SeenPlan):
    on: date = date.min
    blockers: Sequence[Blocker] = ()
    waits_for: Sequence[Activity] = ()


class ShowCloseCheck(Disclosing):
    """What prevents an exit that the agency would record. Checked and logged as the plan itself."""

    exit_class: ExitClass | None
    on: date

    def carry_out(self, work: Records, office: Office) -> CloseCheck:
        """Raises NotTheCoordinator or SharingHasEnded, too."""
        seen = super().carry_out(work, office)
        if not leads(seen.plan, self.by):
            raise NotTheCoordinator
        if not seen.is_whole:
            raise SharingHasEnded
        closing = Closing(to=self.exit_class, on=self.on, by=self.by)
        return CloseCheck(
            seen.plan,
            self.by,
            on=self.on,
            blockers=blockers_of(seen.plan, closing),
            waits_for=() if closing.waits_for_nobody else open_for_others(seen.plan, self.by),
        )
