"""Figures that reports have printed, and where they contradict themselves (T-14)."""

from reporting.figure import Figure, OnPage
from reporting.figures.contradictions.example import EXAMPLE
from reporting.figures.contradictions.query import contradictions
from reporting.figures.contradictions.section import contradictions_section
from reporting.figures.contradictions.spreadsheet import rows

CONTRADICTIONS = Figure(
    path="contradictions",
    summary="Motsägelser i tryckta siffror · Contradictions in printed figures",
    answer=contradictions,
    rows=rows,
    example=EXAMPLE,
    on_page=OnPage(order=90, section=contradictions_section),
    is_published=False,
)
