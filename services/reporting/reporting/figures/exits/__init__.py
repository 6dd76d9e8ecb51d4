"""Exits by class, month and sex, and the gap between women and men (T-06)."""

from reporting.figure import Figure, OnPage
from reporting.figures.exits.example import EXAMPLE
from reporting.figures.exits.key_figures import key_figures
from reporting.figures.exits.lines import lines
from reporting.figures.exits.query import exits_by_sex
from reporting.figures.exits.section import exits_section

EXITS = Figure(
    path="exits",
    summary="Avslut per kön · Exits by sex",
    answer=exits_by_sex,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=40, section=exits_section, key_figures=key_figures),
)
