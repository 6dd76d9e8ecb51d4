"""A sample answer for the OpenAPI description: made up, as no report prints it."""

from __future__ import annotations

from reporting.answers.example import PROGRAMME, by_sex
from reporting.figures.re_entry.query import ReEntry, Returned

_AFTER_SIX = Returned(months=6, returned=4.1, low=3.2, high=5.3)
EXAMPLE = ReEntry(
    programme=PROGRAMME,
    left=by_sex((1715, 1690, 3405)),
    returned=by_sex((48, 41, 89)),
    followed_for_a_year=by_sex((102, 96, 198)),
    women=(_AFTER_SIX,),
    men=(_AFTER_SIX,),
    total=(_AFTER_SIX,),
)
