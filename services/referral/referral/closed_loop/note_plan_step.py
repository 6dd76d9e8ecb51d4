from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral
from referral.case.step import Step
from referral.closed_loop.known_plans import agency_of, referrals_in
from referral.closed_loop.plan_access import access_to_plan, is_over
from referral.closed_loop.plan_feed import append, forget, is_told, told_about
from referral.closed_loop.plan_step import PlanStep
from referral.office.office import Office
from samplan.contracts.codes import Agency, ExitClass
from samplan.contracts.codes.endings import StepMove


class NotePlanStep(Command[Office]):
    """Tell the agency that referred, if the circle lets it know. An event is told once."""

    plan_id: UUID
    step: PlanStep
    exit_class: ExitClass | None = None
    step_moved: StepMove | None = None
    occurred_on: date
    event: str
    writer: str

    def carry_out(self, work: Records, office: Office) -> None:
        for referral in referrals_in(self.plan_id, self.writer, work):
            if not is_told(referral, self.event, work) and self._may_be_told(referral, work, office):
                append(referral, self._members, work)

    @property
    def owner(self) -> Agency:
        return agency_of(self.writer)

    def _may_be_told(self, referral: Referral, work: Records, office: Office) -> bool:
        is_wrong = referral.step is Step.ENTERED_IN_ERROR
        if referral.participant_id is None or referral.is_protected or is_wrong:
            return False
        by = referral.referring_agency
        return not is_over(access_to_plan(referral.participant_id, by, self.owner, work, office))

    @property
    def _members(self) -> dict[str, str | None]:
        return {
            "step": self.step.value,
            "occurred_on": self.occurred_on.isoformat(),
            "plan_id": str(self.plan_id),
            "exit_class": self.exit_class.value if self.exit_class else None,
            "step_moved": self.step_moved.value if self.step_moved else None,
            "event": self.event,
            "owner": self.owner.value,
        }


class ForgetPlanSteps(Command[Office]):
    """What an agency may no longer know of is gone from its feed: of one participant, or of all (C-08)."""

    participant_id: UUID | None

    def carry_out(self, work: Records, office: Office) -> None:
        for participant_id, agency, owner in told_about(self.participant_id, work):
            if is_over(access_to_plan(participant_id, agency, owner, work, office)):
                forget(participant_id, agency, work)
