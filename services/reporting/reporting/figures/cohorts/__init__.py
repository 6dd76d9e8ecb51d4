"""Cohorts of enrolment: time to exit, and exits to work or studies (T-06)."""

from reporting.figure import Figure, OnPage
from reporting.figures.cohorts.example import EXAMPLE
from reporting.figures.cohorts.lines import lines
from reporting.figures.cohorts.query import cohorts
from reporting.figures.cohorts.section import cohorts_section

COHORTS = Figure(
    path="cohorts",
    summary="Från inskrivning till avslut · From entry to exit by cohort",
    answer=cohorts,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=35, section=cohorts_section),
    is_published=False,
)
