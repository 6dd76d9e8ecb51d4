"""The socio-economic case: what the people of an indicator save over the years (T-08)."""

from reporting.figure import Figure, OnPage
from reporting.figures.savings.example import EXAMPLE
from reporting.figures.savings.lines import lines
from reporting.figures.savings.query import savings
from reporting.figures.savings.section import savings_section

SAVINGS = Figure(
    path="savings",
    summary="Samhällsekonomisk kalkyl · Socio-economic case",
    answer=savings,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=85, section=savings_section),
    is_published=False,
)
