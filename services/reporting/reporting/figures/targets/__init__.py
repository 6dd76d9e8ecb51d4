"""Outcomes against the target in force and the first one (T-03)."""

from reporting.figure import Figure, OnPage
from reporting.figures.targets.example import EXAMPLE
from reporting.figures.targets.query import target_attainment
from reporting.figures.targets.section import targets_section
from reporting.figures.targets.spreadsheet import rows

TARGETS = Figure(
    path="targets",
    summary="Måluppfyllelse · Targets",
    answer=target_attainment,
    rows=rows,
    example=EXAMPLE,
    on_page=OnPage(order=10, section=targets_section),
)
