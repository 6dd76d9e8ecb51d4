"""What may be asked about a programme. Each question is a path, an answer and a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reporting.queries.answer import Answer
from reporting.queries.days_to_plan import DaysToPlan, days_to_plan
from reporting.queries.exits_by_sex import ExitsBySex, exits_by_sex
from reporting.queries.funnel import Funnel, funnel
from reporting.queries.participants import Participants, participants
from reporting.queries.target_attainment import TargetAttainment, target_attainment
from reporting.view import View


@dataclass(frozen=True)
class Question:
    path: str
    summary: str
    kind: type[Answer]
    answer: Callable[[View], Answer]


QUESTIONS = (
    Question("participants", "Deltagare · Who takes part", Participants, participants),
    Question("funnel", "Vägen in och vidare · From referral to exit", Funnel, funnel),
    Question("exits", "Avslut per kön · Exits by sex", ExitsBySex, exits_by_sex),
    Question("days-to-plan", "Dagar till plan · Days to plan", DaysToPlan, days_to_plan),
    Question("targets", "Måluppfyllelse · Targets", TargetAttainment, target_attainment),
)
