"""Income support at entry × exit (T-06)."""

from reporting.figure import Figure, OnPage
from reporting.figures.income_change.example import EXAMPLE
from reporting.figures.income_change.lines import lines
from reporting.figures.income_change.query import income_change
from reporting.figures.income_change.section import income_change_section

INCOME_CHANGE = Figure(
    path="income-change",
    summary="Försörjning vid in- och utskrivning · Income support at entry and exit",
    answer=income_change,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=42, section=income_change_section),
    is_published=False,
)
