"""Who takes part: by income support at entry and by referring agency?"""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.answer import Answer, BySex
from reporting.disclosure_control.view import View
from samplan.contracts.codes import IncomeSupport


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
        income_support_at_entry=_rows(view, "income", IncomeSupport),
        referring_agency=_rows(view, "agency", view.programme.head.agencies),
    )


def _rows(view: View, dimension: str, codes: Iterable[str]) -> tuple[Row, ...]:
    keys = view.rows(dimension, among=sorted(codes))
    return tuple(Row(code=key[-1], people=view.by_sex(key)) for key in keys)
