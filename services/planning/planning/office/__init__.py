"""What planning's commands have in common, and the office whose rules and settings they ask.

A command loads the plan through here: alone, within the participant's circle, or behind a record beside it.
Who sees a plan, who leads it and how its words are sealed is decided once, for every verb.
"""

from planning.office.beside import plan_beside, plan_beside_own, plan_of_own_record, plan_of_record
from planning.office.command import (
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
from planning.office.leading import LeadingCommand, LeadingDecision
from planning.office.office import Office, Words
from planning.office.sealing import require_not_erased, seal_in
from planning.office.seen_plan import SeenItem, SeenPlan

__all__ = [
    "ByPlanAlone",
    "CirclesToday",
    "DecisionInPlan",
    "LeadingCommand",
    "LeadingDecision",
    "Office",
    "OwnItemDecision",
    "PlanCommand",
    "SeenItem",
    "SeenPlan",
    "SharedPlanDecision",
    "WholePlanDecision",
    "Words",
    "close_unless_open",
    "plan_beside",
    "plan_beside_own",
    "plan_in_circle",
    "plan_of_own_record",
    "plan_of_record",
    "require_not_erased",
    "seal_in",
]
