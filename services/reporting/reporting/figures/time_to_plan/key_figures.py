"""Among the first figures of the page: how many had their plan in time."""

from reporting.figures.time_to_plan.query import DaysToPlan
from reporting.pages.section import KeyFigure
from reporting.pages.wording import Wording


def key_figures(days: DaysToPlan, say: Wording) -> tuple[KeyFigure, ...]:
    in_time = days.within_limit.total
    part, whole = say.count(in_time.numerator), say.count(in_time.denominator)
    return (
        KeyFigure(
            order=30,
            name=say.text("Plan within {limit} days", limit=say.count(days.limit)),
            value=say.share(in_time),
            note=say.text("{part} of {whole}", part=part, whole=whole) if in_time.fraction else "",
        ),
    )
