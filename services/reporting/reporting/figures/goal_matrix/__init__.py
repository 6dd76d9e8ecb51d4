"""The goal matrix: sub-goals × groups × municipalities (T-07)."""

from reporting.figure import Figure, OnPage
from reporting.figures.goal_matrix.example import EXAMPLE
from reporting.figures.goal_matrix.lines import lines
from reporting.figures.goal_matrix.query import goal_matrix
from reporting.figures.goal_matrix.section import goal_matrix_section

GOAL_MATRIX = Figure(
    path="goal-matrix",
    summary="Målmatris · Sub-goals of groups",
    answer=goal_matrix,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=61, section=goal_matrix_section, is_shown=lambda answer: bool(answer.rows)),
    is_published=False,
)
