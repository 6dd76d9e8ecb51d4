"""What the OpenAPI examples share: Malmökraften 2.0 on its last day."""

from __future__ import annotations

from datetime import date
from typing import Any

from reporting.answers.answer import Answer, BySex, Count, Definition, Share, ShareBySex

START, LAST_DAY = date(2020, 1, 2), date(2022, 12, 31)
PROGRAMME, BOARD = "malmokraften", "styrgruppen för Malmökraften"
Counts = tuple[Count, Count, Count]
STARTERS = (2188, 2107, 4295)


def in_json(answer: Answer) -> dict[str, Any]:
    """An answer as a response of an operation."""
    return {"content": {"application/json": {"example": answer.model_dump(mode="json")}}}


def by_sex(counts: Counts) -> BySex:
    return BySex(women=counts[0], men=counts[1], total=counts[2])


def shares(parts: Counts, wholes: Counts) -> ShareBySex:
    women, men, total = (Share(numerator=n, denominator=d) for n, d in zip(parts, wholes, strict=True))
    return ShareBySex(women=women, men=men, total=total)


def definition(name: str) -> Definition:
    return Definition(id=name, version=1, valid_from=START, reason="First definition", approved_by=BOARD)
