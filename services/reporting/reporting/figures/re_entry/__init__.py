"""Who is enrolled again within a year of the exit (T-06)."""

from reporting.figure import Figure, OnPage
from reporting.figures.re_entry.example import EXAMPLE
from reporting.figures.re_entry.lines import lines
from reporting.figures.re_entry.query import re_entry
from reporting.figures.re_entry.section import re_entry_section

RE_ENTRY = Figure(
    path="re-entry",
    summary="Återinskrivning inom ett år · Re-entry within a year",
    answer=re_entry,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=45, section=re_entry_section),
    is_published=False,
)
