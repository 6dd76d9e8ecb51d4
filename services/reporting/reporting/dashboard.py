"""Every figure of the dashboard, read from one view at one moment so that they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chassis.http.auth import Caller
from reporting.answers.answer import Answer
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import NothingPublished, Views
from reporting.figure import Figure
from reporting.moments import NOW, Moment
from reporting.pages.dashboard import Dashboard, ForInsiders, Unpublished, name_of
from reporting.pages.wording import Wording
from reporting.programmes.insight import sees_exactly
from reporting.programmes.listing import ProgrammeEntry, programme_list
from reporting.questions import FIGURES, PUBLISHED
from samplan.bus.reading.catch_up import require_caught_up
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class ViewDashboards:
    """The exact figures for those who may see them, and the published ones for all others."""

    views: Views
    operator: Agency

    def programmes(self) -> Sequence[ProgrammeEntry]:
        return programme_list(self.views.programmes).programmes

    def dashboard(
        self, programme: ProgrammeEntry, say: Wording, caller: Caller | None, moment: Moment
    ) -> Dashboard | Unpublished:
        """Exact, of any moment, for those who may see it so. Raises StillCatchingUp for them alone.

        Raises ForInsiders for others who ask for a moment, and what `Views.as_known_at` raises.
        """
        if sees_exactly(caller, self.views.programmes[programme.id], self.operator):
            require_caught_up(self.views.database)
            answers = answers_in(self.views.exact(programme.id, moment))
            return replace(dashboard(programme, answers, say), moment=moment)
        if moment != NOW:
            raise ForInsiders
        try:
            return dashboard(programme, answers_in(self.views.published(programme.id)), say)
        except NothingPublished:
            return Unpublished(programme=programme.id, name=name_of(programme, say.language))


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The view of one programme, read at one moment."""

    as_of: date
    received_at: datetime | None  # when the newest event reached the view
    known_on: date | None  # the day on which it was heard
    is_exact: bool
    by_figure: Sequence[tuple[Figure[Any], Answer]]


def answers_in(view: View) -> Answers:
    shown = PUBLISHED if view.is_published else FIGURES
    answers = [(figure, figure.answer(view)) for figure in shown if figure.on_page]
    return Answers(
        as_of=view.as_of,
        is_exact=not view.is_published,
        received_at=view.head.folded_at,
        known_on=view.heard_on,
        by_figure=answers,
    )


def dashboard(programme: ProgrammeEntry, answers: Answers, say: Wording) -> Dashboard:
    shown = [
        (figure.on_page, answer)
        for figure, answer in answers.by_figure
        if figure.on_page and figure.on_page.is_shown(answer)
    ]
    numbers = [number for page, answer in shown for number in page.key_figures(answer, say)]
    return Dashboard(
        programme=programme.id,
        name=name_of(programme, say.language),
        as_of=answers.as_of,
        received_at=answers.received_at,
        known_on=answers.known_on,
        is_exact=answers.is_exact,
        key_figures=tuple(sorted(numbers, key=lambda number: number.order)),
        sections=tuple(
            section
            for page, answer in sorted(shown, key=lambda each: each[0].order)
            for section in (page.section(answer, say), *page.further(answer, say))
        ),
    )
