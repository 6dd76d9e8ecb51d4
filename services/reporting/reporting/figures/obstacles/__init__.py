"""Obstacles of a programme: open, resolved, and how long they last (T-10)."""

from reporting.figure import Figure, OnPage
from reporting.figures.obstacles.example import EXAMPLE
from reporting.figures.obstacles.lines import lines
from reporting.figures.obstacles.patterns import pattern_sections
from reporting.figures.obstacles.query import obstacles
from reporting.figures.obstacles.section import obstacles_section

OBSTACLES = Figure(
    path="obstacles",
    summary="Hinder · Obstacles and how long they last",
    answer=obstacles,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=50, section=obstacles_section, further=pattern_sections),
    is_published=False,
)
