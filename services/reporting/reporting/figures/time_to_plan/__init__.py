"""Days from enrolment to an agreed plan, against the limit (T-18)."""

from reporting.figure import Figure, OnPage
from reporting.figures.time_to_plan.example import EXAMPLE
from reporting.figures.time_to_plan.key_figures import key_figures
from reporting.figures.time_to_plan.lines import lines
from reporting.figures.time_to_plan.query import days_to_plan
from reporting.figures.time_to_plan.section import days_section

TIME_TO_PLAN = Figure(
    path="days-to-plan",
    summary="Dagar till plan · Days to plan",
    answer=days_to_plan,
    lines=lines,
    example=EXAMPLE,
    on_page=OnPage(order=30, section=days_section, key_figures=key_figures),
)
