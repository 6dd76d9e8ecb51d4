"""Study visits, apart from the programme's funnel (T-05, R-07)."""

from reporting.figure import Figure
from reporting.figures.study_visits.example import EXAMPLE
from reporting.figures.study_visits.lines import lines
from reporting.figures.study_visits.query import study_visits

STUDY_VISITS = Figure(
    path="study-visits",
    summary="Fördjupade studiebesök · Study visits",
    answer=study_visits,
    lines=lines,
    example=EXAMPLE,
)
