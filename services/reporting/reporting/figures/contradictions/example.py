"""A sample answer for the OpenAPI description: the rate that Malmökraften's final report prints."""

from __future__ import annotations

from decimal import Decimal

from reporting.answers.answer import Names
from reporting.answers.contradictions import of_rate_alone
from reporting.answers.example import LAST_DAY, PROGRAMME
from reporting.figures.contradictions.query import Contradictions, PrintedFigure

EXAMPLE = Contradictions(
    programme=PROGRAMME,
    figures=(
        PrintedFigure(
            printed="fk_track",
            name=Names(sv="Försäkringskassans spår", en="The social insurance agency's track"),
            source="Malmökraften 2.0, slutrapport (2023)",
            of_day=LAST_DAY,
            contradictions=tuple(of_rate_alone("fk_track", Decimal("47.2"), 274)),
        ),
    ),
)
