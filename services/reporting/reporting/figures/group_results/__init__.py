"""The result board of groups: to work, to studies, attendance (T-07)."""

from reporting.figure import Figure, OnPage
from reporting.figures.group_results.example import EXAMPLE
from reporting.figures.group_results.lines import lines
from reporting.figures.group_results.query import group_results
from reporting.figures.group_results.section import group_results_section

GROUP_RESULTS = Figure(
    path="group-results",
    summary="Gruppernas resultat · Results of groups",
    answer=group_results,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=60, section=group_results_section, is_shown=lambda answer: bool(answer.rows)),
    is_published=False,
)
