"""Placements of the participants of groups, in each period, on both denominators (T-07)."""

from reporting.figure import Figure, OnPage
from reporting.figures.placements.example import EXAMPLE
from reporting.figures.placements.lines import lines
from reporting.figures.placements.query import placements
from reporting.figures.placements.section import placements_section

PLACEMENTS = Figure(
    path="placements",
    summary="Praktik per period · Placements in each period",
    answer=placements,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=63, section=placements_section, is_shown=lambda answer: bool(answer.rows)),
    is_published=False,
)
