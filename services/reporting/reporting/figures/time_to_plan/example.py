"""A sample answer for the OpenAPI description: Malmökraften 2.0, shortened."""

from __future__ import annotations

from reporting.answers.example import PROGRAMME, by_sex, definition, shares
from reporting.figures.time_to_plan.query import Bin, DaysToPlan

EXAMPLE = DaysToPlan(
    programme=PROGRAMME,
    limit=60,
    definition=definition("plan_within_limit"),
    agreed=by_sex((2102, 2011, 4113)),
    within_limit=shares((1891, 1820, 3711), (2140, 2058, 4198)),
    agreed_within_limit=shares((1891, 1820, 3711), (2102, 2011, 4113)),
    bins=(Bin(first_day=31, last_day=40, plans=by_sex((534, 498, 1032))),),
    median=42.0,
    quartiles=(33.0, 53.0),
)
