"""What a figure is: one declaration, from which its routes, exports and place on the page follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reporting.answers.answer import Answer
from reporting.answers.table import Line, Table
from reporting.disclosure_control.view import View
from reporting.exports.about import About, Origin
from reporting.exports.formats import Format
from reporting.pages.language import Language
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
    lines: Callable[[A], Iterable[Line]]
    example: A
    on_page: OnPage[A] | None = None
    is_published: bool = True  # else for those who may see exact figures alone

    @property
    def kind(self) -> type[A]:
        return type(self.example)

    def in_json(self, view: View) -> bytes:
        return self.answer(view).model_dump_json().encode()

    def in_format(self, asked: Format, view: View, origin: Origin) -> bytes:
        """Its table as a file, which says what it is derived from."""
        answer = self.answer(view)
        about = About(
            origin=origin,
            programme=view.programme.id,
            figure=self.path,
            title=self.summary,
            definition=self._definition(answer),
            as_of=view.as_of,
            known_on=view.heard_on,
            last_fact=view.head.position,
            is_published=view.is_published,
        )
        return asked.write(Table(tuple(self.lines(answer))), about)

    def _definition(self, answer: A) -> str:
        """As its section of the page has it, Swedish · English."""
        if not self.on_page:
            return ""
        section = self.on_page.section
        return " · ".join(section(answer, Wording(language)).definition for language in Language)
