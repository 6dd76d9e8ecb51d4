"""The plan: its state, the facts that change it, and the rules that several verbs ask of it.

It knows no command, no office and no day but those it is given; `planning.office` loads it and asks it.
Everything here is pure: the same facts give the same plan, whenever they are replayed.
"""

from planning.plan.circle_today import CircleToday
from planning.plan.plan import Plan
from planning.plan.plan_fact import PlanFact

__all__ = ["CircleToday", "Plan", "PlanFact"]
