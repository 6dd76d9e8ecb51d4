"""Every indicator of the programme's catalogue: a new one is a row of data (T-02)."""

from reporting.figure import Figure, OnPage
from reporting.figures.indicators.example import EXAMPLE
from reporting.figures.indicators.lines import lines
from reporting.figures.indicators.query import indicators
from reporting.figures.indicators.section import indicator_sections, indicators_section

INDICATORS = Figure(
    path="indicators",
    summary="Indikatorer · Indicators of the catalogue",
    answer=indicators,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=55, section=indicators_section, further=indicator_sections),
    is_published=False,
)
