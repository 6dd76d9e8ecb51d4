from datetime import date

from chassis.decisions.commands import Command, Records
from planning.clock.deadline import notice_deadline
from planning.office import Office, plan_in_circle
from planning.plan import Plan
from planning.register.plans_to_notice import plans_to_notice


class NoticeMissedDeadlines(Command[Office]):
    """Run daily by the clock."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of plans newly found late."""
        closed = work.closed_subjects()  # silence is not consent: a miss is published only once
        plans = work.undamaged(Plan, plans_to_notice(work, self.as_of))
        late = [plan_in_circle(plan, work, office.circle_today) for plan in plans]
        noticed = [plan for plan in late if not plan.rests_on & closed]
        for plan in noticed:
            notice_deadline(plan, self.as_of)
        return len(noticed)
