"""Participants by income support at entry and by referring agency (T-04)."""

from reporting.figure import Figure
from reporting.figures.participants.example import EXAMPLE
from reporting.figures.participants.lines import lines
from reporting.figures.participants.query import participants

PARTICIPANTS = Figure(
    path="participants",
    summary="Deltagare · Who takes part",
    answer=participants,
    lines=lines,
    example=EXAMPLE,
)
