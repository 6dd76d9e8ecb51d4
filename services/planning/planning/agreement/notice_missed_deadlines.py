from datetime import date, timedelta

from chassis.decisions.commands import Command, Records
from planning.plan import Office, Plan, PlanFact, plan_in_circle
from planning.register.plans_to_notice import plans_to_notice


class PlanDeadlineMissed(PlanFact):
    TOPIC = "planning.PlanDeadlineMissed"
    due_on: date

    def apply(self, plan: Plan) -> None:
        plan.has_missed_deadline = True


def notice_deadline(plan: Plan, as_of: date) -> None:
    """Record, once, that the plan was not agreed in time: a fact of the day after it was due."""
    if plan.is_overdue_on(as_of) and not plan.has_missed_deadline:
        plan.record(PlanDeadlineMissed, plan.plan_due_on + timedelta(days=1), due_on=plan.plan_due_on)


class NoticeMissedDeadlines(Command[Office]):
    """Run daily by the clock."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of plans newly found late."""
        closed = work.closed_subjects()  # a published miss cannot be withdrawn: wait
        plans = work.undamaged(Plan, plans_to_notice(work, self.as_of))
        late = [plan_in_circle(plan, work, office.circle_today) for plan in plans]
        noticed = [plan for plan in late if not plan.rests_on & closed]
        for plan in noticed:
            notice_deadline(plan, self.as_of)
        return len(noticed)
