"""A sample answer for the OpenAPI description: Malmökraften 2.0, shortened."""

from __future__ import annotations

from datetime import date

from reporting.answers.answer import BySex
from reporting.answers.example import PROGRAMME, STARTERS, by_sex
from reporting.answers.paused import Paused
from reporting.figures.funnel.query import Funnel, Leaving, Step

EXAMPLE = Funnel(
    programme=PROGRAMME,
    steps=(
        Step(
            step="referred",
            reached=BySex(women=None, men=None, total=5012),
            median_days=None,
            left=(Leaving(reason="not_eligible", people=268), Leaving(reason="moved", people=42)),
            waiting=None,
        ),
        Step(step="enrolled", reached=by_sex(STARTERS), median_days=1.0, left=(), waiting=None),
    ),
    pauses=(Paused(first_day=date(2020, 3, 17), last_day=date(2020, 5, 31), reason="pandemic"),),
)
