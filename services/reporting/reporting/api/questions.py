"""What may be asked about a programme. Each question is a path, an answer and a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reporting.answers.answer import Answer
from reporting.api import examples
from reporting.disclosure_control.view import View
from reporting.figures.exits.query import exits_by_sex
from reporting.figures.funnel.query import funnel
from reporting.figures.participants.query import participants
from reporting.figures.targets.query import target_attainment
from reporting.figures.time_to_plan.query import days_to_plan


@dataclass(frozen=True)
class Question:
    path: str
    summary: str
    example: Answer
    answer: Callable[[View], Answer]

    @property
    def kind(self) -> type[Answer]:
        return type(self.example)


QUESTIONS = (
    Question("participants", "Deltagare · Who takes part", examples.PARTICIPANTS, participants),
    Question("funnel", "Vägen in och vidare · From referral to exit", examples.FUNNEL, funnel),
    Question("exits", "Avslut per kön · Exits by sex", examples.EXITS, exits_by_sex),
    Question("days-to-plan", "Dagar till plan · Days to plan", examples.DAYS_TO_PLAN, days_to_plan),
    Question("targets", "Måluppfyllelse · Targets", examples.TARGETS, target_attainment),
)
