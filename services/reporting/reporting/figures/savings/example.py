"""A sample answer for the OpenAPI description: the printed case of ten people."""

from __future__ import annotations

from reporting.answers.answer import Names
from reporting.figures.savings.query import Case, Savings, Year

EXAMPLE = Savings(
    programme="forsta-steget",
    cases=(
        Case(
            case="to_work",
            name=Names(sv="Arbete i stället för försörjningsstöd", en="Work in place of income support"),
            source="Första Steget, årsrapport (2020)",
            price_year=2020,
            indicator="to_work",
            indicator_name=Names(sv="Till arbete", en="To work"),
            people=10,
            real=143_500,
            financial=8_500,
            retention_percent=(70, 100, 100),
            years=(
                Year(year=1, low=1_520_000, expected=1_520_000, high=1_520_000),
                Year(year=2, low=2_584_000, expected=3_040_000, high=3_040_000),
            ),
        ),
    ),
)
