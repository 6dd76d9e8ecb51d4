"""The plan: its state, the rules that several verbs share, and what all its commands have in common."""

from planning.plan.beside import plan_beside, plan_of_own_record
from planning.plan.circle_today import CircleToday
from planning.plan.command import (
    CirclesToday,
    DecisionInPlan,
    OwnItemCommand,
    PlanCommand,
    SharedPlanCommand,
    close_unless_open,
    plan_in_circle,
)
from planning.plan.leading import LeadingCommand
from planning.plan.office import Office, Words
from planning.plan.period import days_of
from planning.plan.plan import Plan
from planning.plan.plan_fact import PlanFact
from planning.plan.seen_plan import SeenItem, SeenPlan

__all__ = [
    "CircleToday",
    "CirclesToday",
    "DecisionInPlan",
    "LeadingCommand",
    "Office",
    "OwnItemCommand",
    "Plan",
    "PlanCommand",
    "PlanFact",
    "SeenItem",
    "SeenPlan",
    "SharedPlanCommand",
    "Words",
    "close_unless_open",
    "days_of",
    "plan_beside",
    "plan_in_circle",
    "plan_of_own_record",
]
