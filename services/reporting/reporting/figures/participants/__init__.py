"""Participants by income support at entry and by referring agency (T-04)."""

from reporting.figure import Figure
from reporting.figures.participants.example import EXAMPLE
from reporting.figures.participants.query import participants
from reporting.figures.participants.spreadsheet import rows

PARTICIPANTS = Figure(
    path="participants",
    summary="Deltagare · Who takes part",
    answer=participants,
    rows=rows,
    example=EXAMPLE,
)
