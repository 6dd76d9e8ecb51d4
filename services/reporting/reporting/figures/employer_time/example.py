"""A sample answer for the OpenAPI description: made up."""

from __future__ import annotations

from datetime import date

from reporting.answers.example import PROGRAMME
from reporting.figures.employer_time.query import EmployerTime, MonthOfAgency, OfAgency, Spent
from samplan.contracts.codes import Agency

_SPENT = Spent(contacts=14, minutes=840)
EXAMPLE = EmployerTime(
    programme=PROGRAMME,
    total=_SPENT,
    agencies=(OfAgency(agency=Agency.AF, spent=_SPENT),),
    months=(MonthOfAgency(month=date(2022, 3, 1), agency=Agency.AF, spent=_SPENT, target_percent=25),),
)
