"""Equal access: the share of each group in each intervention, and the weekly alarm (T-09)."""

from reporting.figure import Figure, OnPage
from reporting.figures.equal_access.example import EXAMPLE
from reporting.figures.equal_access.lines import lines
from reporting.figures.equal_access.query import equal_access
from reporting.figures.equal_access.section import equal_access_section, further_sections

EQUAL_ACCESS = Figure(
    path="equal-access",
    summary="Jämlik tillgång till insatser · Equal access to interventions",
    answer=equal_access,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=47, section=equal_access_section, further=further_sections),
    is_published=False,
)
