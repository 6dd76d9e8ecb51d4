"""Study visits, apart from the programme's funnel (T-05, R-07)."""

from reporting.figure import Figure
from reporting.figures.study_visits.example import EXAMPLE
from reporting.figures.study_visits.query import study_visits
from reporting.figures.study_visits.spreadsheet import rows

STUDY_VISITS = Figure(
    path="study-visits",
    summary="Fördjupade studiebesök · Study visits",
    answer=study_visits,
    rows=rows,
    example=EXAMPLE,
)
