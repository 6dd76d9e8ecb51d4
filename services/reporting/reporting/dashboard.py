"""Every figure of the dashboard, read from the published view at one moment so that they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reporting.answers.answer import Answer
from reporting.disclosure_control.view import View, Views
from reporting.figure import Figure
from reporting.pages.dashboard import Dashboard, name_of
from reporting.pages.wording import Wording
from reporting.programmes.listing import ProgrammeEntry, programme_list
from reporting.questions import FIGURES
from samplan.bus.reading.catch_up import require_caught_up


@dataclass(frozen=True)
class PublishedDashboards:
    views: Views

    def programmes(self) -> Sequence[ProgrammeEntry]:
        return programme_list(self.views.programmes).programmes

    def dashboard(self, programme: ProgrammeEntry, say: Wording) -> Dashboard:
        """Raises StillCatchingUp while the service is catching up."""
        require_caught_up(self.views.database)
        return dashboard(programme, answers_in(self.views.published(programme.id)), say)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The published view of one programme, read at one moment."""

    as_of: date
    received_at: datetime | None  # when the newest event reached the view
    by_figure: Sequence[tuple[Figure[Any], Answer]]


def answers_in(view: View) -> Answers:
    answers = [(figure, figure.answer(view)) for figure in FIGURES if figure.on_page]
    return Answers(as_of=view.as_of, received_at=view.head.folded_at, by_figure=answers)


def dashboard(programme: ProgrammeEntry, answers: Answers, say: Wording) -> Dashboard:
    shown = [(figure.on_page, answer) for figure, answer in answers.by_figure if figure.on_page]
    numbers = [number for page, answer in shown for number in page.key_figures(answer, say)]
    return Dashboard(
        programme=programme.id,
        name=name_of(programme, say.language),
        as_of=answers.as_of,
        received_at=answers.received_at,
        key_figures=tuple(sorted(numbers, key=lambda number: number.order)),
        sections=tuple(
            page.section(answer, say) for page, answer in sorted(shown, key=lambda each: each[0].order)
        ),
    )
