"""How attendance is distributed over the participants of groups (T-07)."""

from reporting.figure import Figure, OnPage
from reporting.figures.attendance.example import EXAMPLE
from reporting.figures.attendance.lines import lines
from reporting.figures.attendance.query import attendance_distribution
from reporting.figures.attendance.section import attendance_section

ATTENDANCE = Figure(
    path="attendance",
    summary="Närvaro i grupper · Attendance in groups",
    answer=attendance_distribution,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=62, section=attendance_section, is_shown=lambda answer: bool(answer.rows)),
    is_published=False,
)
