"""The plan: its state, the rules that several verbs share, and what all its commands have in common."""

from planning.plan.command import PlanCommand
from planning.plan.office import Office
from planning.plan.period import days_of
from planning.plan.plan import Plan, PlanFact

__all__ = ["Office", "Plan", "PlanCommand", "PlanFact", "days_of"]
