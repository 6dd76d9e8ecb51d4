"""A sample answer for the OpenAPI description: made up around the guideline of six months."""

from __future__ import annotations

from reporting.answers.example import PROGRAMME, by_sex
from reporting.answers.rate import rate
from reporting.figures.stay_length.query import Length, MonthBin, StayLength

_PEOPLE = by_sex((1718, 1694, 3412))
EXAMPLE = StayLength(
    programme=PROGRAMME,
    people=_PEOPLE,
    women=Length(median=201.0, quartiles=(122.0, 318.0)),
    men=Length(median=189.0, quartiles=(112.0, 301.0)),
    total=Length(median=195.0, quartiles=(117.0, 309.0)),
    guideline_months=6,
    within_guideline=rate(by_sex((790, 812, 1602)), _PEOPLE),
    bins=(MonthBin(first_month=0, last_month=2, people=by_sex((298, 312, 610))),),
)
