"""From referral to exit: who reaches each step, and why the others do not (T-05)."""

from reporting.figure import Figure, OnPage
from reporting.figures.funnel.example import EXAMPLE
from reporting.figures.funnel.lines import lines
from reporting.figures.funnel.query import funnel
from reporting.figures.funnel.section import funnel_section

FUNNEL = Figure(
    path="funnel",
    summary="Vägen in och vidare · From referral to exit",
    answer=funnel,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=20, section=funnel_section),
)
