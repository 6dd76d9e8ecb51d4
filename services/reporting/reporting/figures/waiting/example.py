"""A sample answer for the OpenAPI description."""

from __future__ import annotations

from reporting.answers.example import LAST_DAY, PROGRAMME
from reporting.cubes.waiting import Cause
from reporting.figures.waiting.query import Spent, Waiting

EXAMPLE = Waiting(
    programme=PROGRAMME,
    as_of=LAST_DAY,
    days=1000,
    waited=400,
    causes=(
        Spent(cause=Cause.PLAN, days=400, percent=40.0, people=12),
        Spent(cause=Cause.NOT_TOLD, days=600, percent=60.0, people=11),
    ),
)
