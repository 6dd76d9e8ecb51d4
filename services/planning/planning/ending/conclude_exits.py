from datetime import date, timedelta

from chassis.decisions.commands import Command, Records
from planning.ending.close_check import Closing, blockers_of
from planning.ending.propose_exit import open_for_others
from planning.ending.proposed_exits import proposed_exits
from planning.ending.record_exit import record_exit
from planning.office import Office, plan_in_circle
from planning.office.leading import may_lead
from planning.plan import Plan
from planning.plan.activity import Activity, ItemStatus
from planning.plan.exits import EndingRules, ProposedExit


class ConcludeExits(Command[Office]):
    """Run daily by the clock: a proposed exit happens once each agency has answered, or its time is over."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of plans that have ended."""
        closed = work.closed_subjects()  # silence is not consent: an exit is published only once
        plans = work.undamaged(Plan, proposed_exits(work))
        waiting = [plan_in_circle(plan, work, office.circle_today) for plan in plans]
        return sum(
            conclude(plan, office.endings(plan.programme, self.as_of), self.as_of)
            for plan in waiting
            if not plan.rests_on & closed
        )


def conclude(plan: Plan, rules: EndingRules, as_of: date) -> bool:
    """End the plan unless an agency has time left to answer, has declined, or something blocks the exit.

    An agency that no longer leads it does not end it: who leads it now proposes the exit, or withdraws it.
    """
    asked = plan.ending.proposed
    if plan.has_ended or asked is None or not may_lead(plan, asked.by):
        return False
    unanswered_since = as_of - timedelta(days=rules.answer_days)
    if any(not _is_overdue(one, asked, unanswered_since) for one in open_for_others(plan, asked.by)):
        return False
    if blockers_of(plan, Closing(to=asked.to.exit_class, on=asked.on, by=asked.by)):
        return False
    record_exit(plan, asked, rules)
    return True


def _is_overdue(item: Activity, asked: ProposedExit, last: date) -> bool:
    """Whether its owner has not answered what was proposed by that day. Not of one that declined."""
    if item.change is not None:
        return max(item.change.proposed_on, asked.asked_on) < last
    return item.status is ItemStatus.PROPOSED and asked.asked_on < last
