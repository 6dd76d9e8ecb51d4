"""A sample answer for the OpenAPI description: group 2 of Första Steget, shortened."""

from __future__ import annotations

from datetime import date

from reporting.answers.example import by_sex, shares
from reporting.answers.rate import rate
from reporting.figures.group_results.query import GroupResult, GroupResults
from reporting.groups.scopes import Scope

_STARTERS = by_sex((21, 0, 21))
EXAMPLE = GroupResults(
    programme="forsta-steget",
    rows=(
        GroupResult(
            scope=Scope(begins_on=date(2019, 8, 26), term="autumn"),
            groups=2,
            starters=_STARTERS,
            still_in_it=by_sex((20, 0, 20)),
            to_work=rate(by_sex((6, 0, 6)), _STARTERS),
            to_studies=rate(by_sex((4, 0, 4)), _STARTERS),
            attendance=shares((810, 0, 810), (1000, 0, 1000)),
            attendance_target=80,
            attendance_is_met=True,
        ),
    ),
)
