"""Which printed figures contradict themselves? They are warned of, and never corrected."""

from __future__ import annotations

from datetime import date

from reporting.answers.answer import Answer, Names
from reporting.answers.contradictions import Contradiction
from reporting.disclosure_control.view import View
from reporting.programmes.printed import Printed


class PrintedFigure(Answer):
    printed: str
    name: Names
    source: str
    of_day: date
    contradictions: tuple[Contradiction, ...]


class Contradictions(Answer):
    programme: str
    figures: tuple[PrintedFigure, ...]


def contradictions(view: View) -> Contradictions:
    """Of the figures up to the view's day."""
    rows = (row for row in view.programme.rows[Printed] if isinstance(row, Printed))
    return Contradictions(
        programme=view.programme.id,
        figures=tuple(
            PrintedFigure(
                printed=str(row.id),
                name=row.name,
                source=row.source,
                of_day=row.valid_from,
                contradictions=tuple(row.contradictions()),
            )
            for row in rows
            if row.valid_from <= view.as_of
        ),
    )
