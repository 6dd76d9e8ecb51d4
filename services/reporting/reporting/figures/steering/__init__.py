"""Steering: bodies, decisions, risks and deviations of a programme (T-20)."""

from reporting.figure import Figure, OnPage
from reporting.figures.steering.example import EXAMPLE
from reporting.figures.steering.lines import lines
from reporting.figures.steering.query import steering
from reporting.figures.steering.section import steering_section

STEERING = Figure(
    path="steering",
    summary="Styrning · Decisions, risks and deviations",
    answer=steering,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=15, section=steering_section),
    is_published=False,
)
