"""A sample answer for the OpenAPI description: made up, as no report prints the matrix."""

from __future__ import annotations

from reporting.answers.example import PROGRAMME, by_sex
from reporting.answers.rate import rate
from reporting.figures.income_change.query import Change, IncomeChange
from samplan.contracts.codes import IncomeSupport

EXAMPLE = IncomeChange(
    programme=PROGRAMME,
    people=by_sex((1718, 1694, 3412)),
    recorded=by_sex((1650, 1610, 3260)),
    from_social_assistance_to_wages=rate(by_sex((251, 290, 541)), by_sex((655, 604, 1259))),
    changes=(
        Change(
            at_entry=IncomeSupport.EKONOMISKT_BISTAND,
            at_exit=IncomeSupport.LON,
            people=by_sex((140, 171, 311)),
        ),
    ),
)
