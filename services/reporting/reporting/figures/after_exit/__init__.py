"""What former participants do some months after the exit, and the step that others moved (T-06, P-17)."""

from reporting.figure import Figure, OnPage
from reporting.figures.after_exit.example import EXAMPLE
from reporting.figures.after_exit.lines import lines
from reporting.figures.after_exit.query import status_after_exit
from reporting.figures.after_exit.section import after_exit_section

AFTER_EXIT = Figure(
    path="after-exit",
    summary="Efter avslut · After the exit",
    answer=status_after_exit,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=44, section=after_exit_section),
    is_published=False,
)
