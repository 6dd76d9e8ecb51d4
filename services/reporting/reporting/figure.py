"""What a figure is: one declaration, from which its routes, exports and place on the page follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reporting.answers.answer import Answer
from reporting.answers.spreadsheet import Cells, as_csv
from reporting.disclosure_control.view import View
from reporting.pages.section import KeyFigure, Section
from reporting.pages.wording import Wording

A = TypeVar("A", bound=Answer)


@dataclass(frozen=True, kw_only=True)
class OnPage(Generic[A]):
    """How the dashboard shows a figure."""

    order: int  # of the sections; the lowest is first
    section: Callable[[A, Wording], Section]
    further: Callable[[A, Wording], Sequence[Section]] = lambda _answer, _say: ()  # right after it
    key_figures: Callable[[A, Wording], Sequence[KeyFigure]] = lambda _answer, _say: ()
    is_shown: Callable[[A], bool] = lambda _answer: True  # not by programmes that have no such thing


@dataclass(frozen=True, kw_only=True)
class Figure(Generic[A]):
    path: str  # in the API, and the id of the section
    summary: str  # Swedish · English
    answer: Callable[[View], A]
    rows: Callable[[A], Iterable[Cells]]
    example: A
    on_page: OnPage[A] | None = None
    is_published: bool = True  # else for those who may see exact figures alone

    @property
    def kind(self) -> type[A]:
        return type(self.example)

    def in_json(self, view: View) -> bytes:
        return self.answer(view).model_dump_json().encode()

    def in_csv(self, view: View) -> bytes:
        """Its rows, each with the programme, the day and the last fact that the view is folded from."""
        stamp = {"programme": view.programme.id, "asOf": view.as_of, "lastFact": view.head.position}
        return as_csv(self.rows(self.answer(view)), stamp)
