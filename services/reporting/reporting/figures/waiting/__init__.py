"""The anatomy of waiting: every day from referral to exit has one cause (T-22)."""

from reporting.figure import Figure, OnPage
from reporting.figures.waiting.example import EXAMPLE
from reporting.figures.waiting.lines import lines
from reporting.figures.waiting.query import waiting
from reporting.figures.waiting.section import waiting_section

WAITING = Figure(
    path="waiting",
    summary="Väntetidens anatomi · The anatomy of waiting",
    answer=waiting,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=22, section=waiting_section),
    is_published=False,
)
