"""The plan: its state, the rules that several verbs share, and what all its commands have in common."""

from planning.plan.beside import plan_beside, plan_beside_own, plan_of_own_record
from planning.plan.circle_today import CircleToday
from planning.plan.command import (
    ByPlanAlone,
    CirclesToday,
    DecisionInPlan,
    OwnItemDecision,
    PlanCommand,
    SharedPlanDecision,
    WholePlanDecision,
    close_unless_open,
    plan_in_circle,
)
from planning.plan.leading import LeadingCommand, LeadingDecision
from planning.plan.office import Office, Words
from planning.plan.period import days_of
from planning.plan.plan import Plan
from planning.plan.plan_fact import PlanFact
from planning.plan.sealing import require_not_erased, seal_in
from planning.plan.seen_plan import SeenItem, SeenPlan

__all__ = [
    "ByPlanAlone",
    "CircleToday",
    "CirclesToday",
    "DecisionInPlan",
    "LeadingCommand",
    "LeadingDecision",
    "Office",
    "OwnItemDecision",
    "Plan",
    "PlanCommand",
    "PlanFact",
    "SeenItem",
    "SeenPlan",
    "SharedPlanDecision",
    "WholePlanDecision",
    "Words",
    "close_unless_open",
    "days_of",
    "plan_beside",
    "plan_beside_own",
    "plan_in_circle",
    "plan_of_own_record",
    "require_not_erased",
    "seal_in",
]
