"""Who takes part: by income support at entry and by referring agency?"""

from __future__ import annotations

from reporting.answers.answer import Answer, BySex
from reporting.disclosure_control.view import View


class Row(Answer):
    code: str
    people: BySex


class Participants(Answer):
    programme: str
    people: BySex
    income_support_at_entry: tuple[Row, ...]
    referring_agency: tuple[Row, ...]


def participants(view: View) -> Participants:
    return Participants(
        programme=view.programme.id,
        people=view.by_sex(("participants",)),
        income_support_at_entry=_rows(view, "income"),
        referring_agency=_rows(view, "agency"),
    )


def _rows(view: View, dimension: str) -> tuple[Row, ...]:
    return tuple(Row(code=key[-1], people=view.by_sex(key)) for key in view.census.under(dimension))
