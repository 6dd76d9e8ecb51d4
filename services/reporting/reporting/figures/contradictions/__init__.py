"""Figures that reports have printed, and where they contradict themselves (T-14)."""

from reporting.figure import Figure, OnPage
from reporting.figures.contradictions.example import EXAMPLE
from reporting.figures.contradictions.lines import lines
from reporting.figures.contradictions.query import contradictions
from reporting.figures.contradictions.section import contradictions_section

CONTRADICTIONS = Figure(
    path="contradictions",
    summary="Motsägelser i tryckta siffror · Contradictions in printed figures",
    answer=contradictions,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=90, section=contradictions_section),
    is_published=False,
)
