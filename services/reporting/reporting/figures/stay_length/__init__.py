"""How long those who have left had stayed (T-06)."""

from reporting.figure import Figure, OnPage
from reporting.figures.stay_length.example import EXAMPLE
from reporting.figures.stay_length.lines import lines
from reporting.figures.stay_length.query import stay_length
from reporting.figures.stay_length.section import stay_length_section

STAY_LENGTH = Figure(
    path="stay-length",
    summary="Tid i insatsen · Length of stay",
    answer=stay_length,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=43, section=stay_length_section),
    is_published=False,
)
