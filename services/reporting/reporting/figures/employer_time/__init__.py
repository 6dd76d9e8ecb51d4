"""The time that agencies have spent on employers (P-14)."""

from reporting.figure import Figure, OnPage
from reporting.figures.employer_time.example import EXAMPLE
from reporting.figures.employer_time.lines import lines
from reporting.figures.employer_time.query import employer_time
from reporting.figures.employer_time.section import employer_time_section

EMPLOYER_TIME = Figure(
    path="employer-time",
    summary="Tid hos arbetsgivare · Time with employers",
    answer=employer_time,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=64, section=employer_time_section, is_shown=lambda answer: bool(answer.months)),
    is_published=False,
)
