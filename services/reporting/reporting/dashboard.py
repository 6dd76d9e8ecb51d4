"""Every figure of the dashboard, read from the published view at one moment so that they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chassis.http.catch_up import refuse_while_behind
from reporting.answers.answer import Share, Withheld
from reporting.disclosure_control.view import Views
from reporting.figures.exits.query import ExitsBySex, exits_by_sex
from reporting.figures.exits.section import clearest_gap, exits_section, outcome_name
from reporting.figures.funnel.query import Funnel, funnel
from reporting.figures.funnel.section import funnel_section
from reporting.figures.targets.query import TargetAttainment, target_attainment
from reporting.figures.targets.section import targets_section
from reporting.figures.time_to_plan.query import DaysToPlan, days_to_plan
from reporting.figures.time_to_plan.section import days_section
from reporting.pages.dashboard import Dashboard, name_of
from reporting.pages.section import KeyFigure
from reporting.pages.wording import NO_BREAK, Wording
from reporting.programmes.listing import ProgrammeEntry, programme_list


@dataclass(frozen=True)
class PublishedDashboards:
    views: Views

    def programmes(self) -> Sequence[ProgrammeEntry]:
        return programme_list(self.views.programmes).programmes

    def dashboard(self, programme: ProgrammeEntry, say: Wording) -> Dashboard:
        """Raises Problem 503 while the service is catching up."""
        refuse_while_behind(self.views.database)
        view = self.views.published(programme.id)
        answers = Answers(
            funnel=funnel(view),
            exits=exits_by_sex(view),
            days=days_to_plan(view),
            targets=target_attainment(view),
            received_at=view.head.folded_at,
        )
        return dashboard(programme, answers, say)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The published view of one programme, read at one moment so that its figures agree."""

    funnel: Funnel
    exits: ExitsBySex
    days: DaysToPlan
    targets: TargetAttainment
    received_at: datetime | None  # when the newest event reached the view


def dashboard(programme: ProgrammeEntry, answers: Answers, say: Wording) -> Dashboard:
    return Dashboard(
        programme=programme.id,
        name=name_of(programme, say.language),
        as_of=answers.targets.as_of,
        received_at=answers.received_at,
        key_figures=_key_figures(answers, say),
        sections=(
            targets_section(answers.targets, say),
            funnel_section(answers.funnel, say),
            days_section(answers.days, say),
            exits_section(answers.exits, say),
        ),
    )


def _key_figures(answers: Answers, say: Wording) -> tuple[KeyFigure, ...]:
    reached = answers.exits.starters
    counted = next(o.of_starters.total for o in answers.exits.outcomes if o.indicator == "to_work_or_studies")
    in_time = answers.days.within_limit.total
    return (
        KeyFigure(
            name=say.text("Participants"),
            value=say.count(reached.total),
            note=say.text(
                "{women} women, {men} men", women=say.count(reached.women), men=say.count(reached.men)
            ),
        ),
        KeyFigure(
            name=say.text("To work or studies"),
            value=say.count(counted.numerator),
            note=say.text("{share} of the participants", share=say.share(counted))
            if counted.fraction
            else "",
        ),
        KeyFigure(
            name=say.text("Plan within {limit} days", limit=say.count(answers.days.limit)),
            value=say.share(in_time),
            note=_part_of(in_time, say) if in_time.fraction else "",
        ),
        _gap_figure(answers.exits, say),
    )


def _part_of(share: Share, say: Wording) -> str:
    return say.text("{part} of {whole}", part=say.count(share.numerator), whole=say.count(share.denominator))


def _gap_figure(exits: ExitsBySex, say: Wording) -> KeyFigure:
    gap = clearest_gap(exits)
    if gap is None:
        return KeyFigure(name=say.text("Women against men"), value=Withheld.TO_PROTECT_ANOTHER)
    return KeyFigure(
        name=say.text("{outcome}, women against men", outcome=outcome_name(gap.indicator, say)),
        value=say.number(gap.points, 2),
        note=say.text("percentage points, {margin}", margin=f"±{NO_BREAK}{say.number(gap.margin, 2)}"),
    )
