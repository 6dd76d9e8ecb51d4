from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.office import Office
from planning.opening.open_plan import OpenPlan
from planning.opening.waiting_enrolments import forget_waiting, has_been_granted, waiting_of
from planning.rule_refusals import NoPlanningRule, NotAKeeper
from samplan.contracts.codes import Agency, Mode


class OpenWaitingPlans(Command[Office]):
    """A consent has been granted: enrolments of the participant may have waited for it.

    One whose plan this agency no longer keeps refuses nothing: the grant itself counts.
    """

    participant_id: UUID

    def carry_out(self, work: Records, office: Office) -> None:
        waiting = waiting_of(self.participant_id, work)
        if not waiting:
            return
        circle = office.circle_today(self.participant_id, work).circle
        if not has_been_granted(circle, office.keeper):
            return
        for row in waiting:
            with suppress(NotAKeeper, NoPlanningRule):  # the programme's file has changed: that one waits
                _asked(row).carry_out(work, office)
                forget_waiting(UUID(row["referral_id"]), work)
                work.project()  # the next one may join the plan


def _asked(row: Any) -> OpenPlan:
    return OpenPlan(
        plan_id=UUID(row["plan_id"]),
        referral_id=UUID(row["referral_id"]),
        participant_id=UUID(row["participant_id"]),
        consent_id=UUID(row["consent_id"]),
        programme=row["programme"],
        mode=Mode(row["mode"]),
        plan_keeper=Agency(row["plan_keeper"]) if row["plan_keeper"] else None,
        occurred_on=date.fromisoformat(row["occurred_on"]),
    )
