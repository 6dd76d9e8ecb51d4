from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.activities.interrupt_activity import interrupt_all
from planning.error_entry.referral_owners import require_owner
from planning.office import Office
from planning.opening.enrolments import plan_of
from planning.opening.waiting_enrolments import forget_waiting
from planning.opening.waiting_visit_ends import forget_visit_end
from planning.plan import Plan, PlanFact


class ReferralEnteredInError(PlanFact, private=True):
    """A referral that led to the plan was about the wrong person. Published by the referral service."""

    TOPIC = "planning.ReferralEnteredInError"
    referral_id: UUID

    def apply(self, plan: Plan) -> None:
        plan.wrong_referrals = (*plan.wrong_referrals, self.referral_id)


class PlanEnteredInError(PlanFact, private=True):
    """Every referral that led to the plan was about the wrong person. Nothing more of it is published."""

    TOPIC = "planning.PlanEnteredInError"

    def apply(self, plan: Plan) -> None:
        plan.entered_in_error_on = self.occurred_on
        plan.ended_on = plan.ended_on or self.occurred_on


def enter_in_error(plan: Plan, referral_id: UUID, on: date) -> None:
    """The plan ends, unless another referral led to it (R-13)."""
    if referral_id in plan.wrong_referrals:
        return
    plan.record(ReferralEnteredInError, on, referral_id=referral_id)
    if not plan.right_referrals:
        plan.record(PlanEnteredInError, on)
        interrupt_all(plan, on)


class EnterInError(Command[Office]):
    """Record that the referral was about the wrong person, as its owner says."""

    referral_id: UUID
    source: str
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        require_owner(self.referral_id, self.source, work)
        forget_waiting(self.referral_id, work)
        forget_visit_end(self.referral_id, work)
        if plan_id := plan_of(self.referral_id, work):
            enter_in_error(work.load(Plan, plan_id), self.referral_id, self.occurred_on)
