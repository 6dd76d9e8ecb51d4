"""Open and resolved obstacles by kind, and how long they last."""

from reporting.figures.obstacles.query import Lasting, Obstacles
from reporting.pages.bars import bars
from reporting.pages.palette import base, grid, hidden_axis, label, long_names_axis
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording


def obstacles_section(answer: Obstacles, say: Wording) -> Section:
    return Section(
        id="obstacles",
        topic=say.text("Obstacles"),
        finding=_finding(answer.all, say),
        chart=_option(answer, say) if answer.all.open else None,
        table=_table(answer, say),
        definition=say.text(
            "Obstacles that people or refusals have reported, about agencies and rules. The half-life is "
            "the number of days until half of them are resolved; open ones count so far."
        ),
    )


def kind_name(kind: str, say: Wording) -> str:
    """The code itself if it is new."""
    return {
        "prior_knowledge_required": say.text("prior knowledge required"),
        "no_basic_adult_education": say.text("no basic adult education"),
        "gap_between_agencies": say.text("gap between agencies"),
        "rule_conflict": say.text("rules in conflict"),
        "double_financing": say.text("double financing"),
        "ongoing_intervention_blocks": say.text("another intervention blocks"),
        "intervention_missing_or_queue": say.text("intervention missing or queue"),
        "agency_capacity": say.text("capacity of an agency"),
        "childcare": say.text("childcare"),
        "language": say.text("language"),
        "computer_skills": say.text("computer skills"),
        "placement_shortage": say.text("shortage of placements"),
        "discrimination_or_reception": say.text("discrimination or reception"),
        "rights_unknown": say.text("rights unknown"),
        "secrecy_or_double_documentation": say.text("secrecy or double documentation"),
        "certificate_missing": say.text("certificate missing"),
        "waiting_for_admission": say.text("waiting for admission"),
        "workplace_attitude": say.text("attitude at a workplace"),
    }.get(kind, kind)


def _finding(everything: Lasting, say: Wording) -> str:
    if not everything.open and not everything.resolved:
        return say.text("No obstacle has been reported")
    written = {"resolved": say.count(everything.resolved)}
    if everything.half_life_days is None:
        return say.texts(
            "{number} obstacle is open, {resolved} resolved",
            "{number} obstacles are open, {resolved} resolved",
            everything.open,
            **written,
        )
    return say.texts(
        "{number} obstacle is open; half-life in days: {days}",
        "{number} obstacles are open; half-life in days: {days}",
        everything.open,
        days=say.count(everything.half_life_days),
    )


def _table(answer: Obstacles, say: Wording) -> Table:
    return Table(
        caption=say.text("Obstacles by kind"),
        columns=(say.text("Kind"), *lasting_columns(say)),
        rows=(
            *(lasting_row(kind_name(one.kind, say), one.obstacles, say) for one in answer.kinds),
            lasting_row(say.text("All"), answer.all, say, is_total=True),
        ),
    )


def lasting_columns(say: Wording) -> tuple[str, ...]:
    return say.text("Open"), say.text("Resolved"), say.text("Half-life in days")


def lasting_row(name: str, lasting: Lasting, say: Wording, *, is_total: bool = False) -> Row:
    half_life = NOT_MEASURED if lasting.half_life_days is None else say.count(lasting.half_life_days)
    texts = (say.count(lasting.open), say.count(lasting.resolved), half_life)
    return Row(name=name, cells=tuple(Cell(text=text) for text in texts), is_total=is_total)


def _option(answer: Obstacles, say: Wording) -> Option:
    shown = [one for one in answer.kinds if one.obstacles.open]
    drawn = [{"value": one.obstacles.open, "label": label(say.count(one.obstacles.open))} for one in shown]
    return base(
        grid=grid(left=150, right=32),
        xAxis=hidden_axis(max(one.obstacles.open for one in shown)),
        yAxis=long_names_axis([kind_name(one.kind, say) for one in shown], width=150),
        series=[bars(drawn)],
    )
