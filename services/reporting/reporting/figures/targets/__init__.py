"""Outcomes against the target in force and the first one (T-03)."""

from reporting.figure import Figure, OnPage
from reporting.figures.targets.example import EXAMPLE
from reporting.figures.targets.lines import lines
from reporting.figures.targets.query import target_attainment
from reporting.figures.targets.section import targets_section

TARGETS = Figure(
    path="targets",
    summary="Måluppfyllelse · Targets",
    answer=target_attainment,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=10, section=targets_section),
)
