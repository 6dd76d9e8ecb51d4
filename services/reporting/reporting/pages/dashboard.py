"""One programme's page: what the queries answer, put into words."""

from dataclasses import dataclass
from datetime import date, datetime

from reporting.answers.answer import Share, Withheld
from reporting.pages.charts.days_to_plan import days_section
from reporting.pages.charts.exits_by_sex import clearest_gap, exits_section, outcome_name
from reporting.pages.charts.funnel import funnel_section
from reporting.pages.charts.targets import targets_section
from reporting.pages.language import Language
from reporting.pages.section import KeyFigure, Section
from reporting.pages.wording import NO_BREAK, Wording
from reporting.programmes.listing import ProgrammeEntry
from reporting.queries.days_to_plan import DaysToPlan
from reporting.queries.exits_by_sex import ExitsBySex
from reporting.queries.funnel import Funnel
from reporting.queries.target_attainment import TargetAttainment


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The published view of one programme, read at one moment so that its figures agree."""

    funnel: Funnel
    exits: ExitsBySex
    days: DaysToPlan
    targets: TargetAttainment
    received_at: datetime | None  # when the newest event reached the view


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    programme: str
    name: str
    as_of: date
    received_at: datetime | None
    key_figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]


def name_of(programme: ProgrammeEntry, language: Language) -> str:
    return programme.name_sv if language is Language.SV else programme.name_en


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
