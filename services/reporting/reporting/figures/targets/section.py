"""The outcome against the target in force, with the first target and its revisions."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from reporting.figures.targets.query import Attainment, TargetAttainment
from reporting.pages.judgements import judged, written
from reporting.pages.palette import INK, MAIN, QUIET, TRACK, base, grid, hidden_axis, label
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import Wording
from reporting.programmes.judging import Judgement, Target


def targets_section(attainment: TargetAttainment, say: Wording) -> Section:
    return Section(
        id="targets",
        topic=say.text("Outcome against targets"),
        finding=_finding(attainment, say),
        chart=_option(attainment, say) if _any_shown(attainment) else None,
        table=_table(attainment, say),
        definition=say.text(
            "The outcome until {day} as a share of the target.", day=say.day(attainment.as_of)
        ),
        remarks=tuple(
            _revised(target, before, after, say)
            for target in attainment.targets
            for before, after in pairwise(target.revisions)
        ),
    )


def _finding(attainment: TargetAttainment, say: Wording) -> str:
    judged = [target.in_force.is_met for target in attainment.targets]
    if not judged:
        return say.text("No target has been set")
    if None in judged:
        return say.text("Too few people to show every outcome against its target")
    missed = [say.named(target.name) for target in attainment.targets if not target.in_force.is_met]
    if not missed:
        return say.texts("The target is met", "All {number} targets are met", len(judged))
    return say.texts(
        "{met} of {number} target is met. Not met: {missed}",
        "{met} of {number} targets are met. Not met: {missed}",
        len(judged),
        met=say.count(len(judged) - len(missed)),
        missed=", ".join(name[0].lower() + name[1:] for name in missed),
    )


def _any_shown(attainment: TargetAttainment) -> bool:
    return any(_length(target.in_force) for target in attainment.targets)


def _table(attainment: TargetAttainment, say: Wording) -> Table:
    return Table(
        caption=say.text("Outcome, and how much it is of the target in force and of the first target"),
        columns=(
            say.text("Target"),
            say.text("Outcome"),
            say.text("Target in force"),
            say.text("First target"),
        ),
        rows=tuple(
            Row(
                name=say.named(target.name),
                cells=(
                    Cell(text=_outcome(target, say)),
                    _against(target.in_force, say),
                    _against(target.first, say),
                ),
            )
            for target in attainment.targets
        ),
    )


def _against(judgement: Judgement, say: Wording) -> Cell:
    return Cell(text=written(judgement.target, say), note=judged(judgement, say))


def _outcome(target: Attainment, say: Wording) -> str:
    return say.count(target.outcome) if target.share is None else say.share(target.share)


def _revised(target: Attainment, before: Target, after: Target, say: Wording) -> str:
    return say.text(
        "{target}: {before} from {first_day}, {after} from {day} (decided by {who}).",
        target=say.named(target.name),
        before=written(before, say),
        first_day=say.day(before.valid_from),
        after=written(after, say),
        day=say.day(after.valid_from),
        who=after.approved_by,
    )


def _option(attainment: TargetAttainment, say: Wording) -> Option:
    """Every outcome on one scale, where 100 is the target in force."""
    targets = attainment.targets
    attained = [_length(target.in_force) for target in targets]
    firsts = [100 * target.first.target.value / target.in_force.target.value for target in targets]
    return base(
        grid=grid(left=1, right=40),
        xAxis=hidden_axis(max([100, *attained, *firsts])),
        yAxis={
            "type": "category",
            "data": [target.target for target in targets],
            "inverse": True,
            "show": False,
        },
        series=[
            _bars(targets, attained, say),
            _marks(
                say.text("target"), dict.fromkeys(range(len(targets)), 100.0), symbol="rect", size=[3, 26]
            ),
            _marks(
                say.text("first target"),
                {row: first for row, first in enumerate(firsts) if first != 100},
                symbol="diamond",
                size=[12, 12],
            ),
        ],
    )


def _length(judgement: Judgement) -> float:
    """Of the bar: the outcome in percent of the target, 0 for a withheld one."""
    if judgement.deviation is None:
        return 0
    return round(100 * (1 + judgement.deviation / judgement.target.value), 2)


def _bars(targets: Sequence[Attainment], attained: Sequence[float], say: Wording) -> Option:
    return {
        "type": "bar",
        "silent": True,
        "barWidth": 16,
        "itemStyle": {"color": MAIN},
        "showBackground": True,
        "backgroundStyle": {"color": TRACK},
        "data": [
            {"value": value, "label": label(_caption(target, say), [0, -22])}
            for target, value in zip(targets, attained, strict=True)
        ],
    }


def _marks(name: str, places: Mapping[int, float], *, symbol: str, size: list[int]) -> Option:
    return {
        "type": "scatter",
        "silent": True,
        "symbol": symbol,
        "symbolSize": size,
        "itemStyle": {"color": INK},
        "data": [
            {"value": [place, row], "label": label(name, "bottom", color=QUIET, fontSize=13)}
            for row, place in places.items()
        ],
    }


def _caption(target: Attainment, say: Wording) -> str:
    return say.text(
        "{target}: {outcome} of {value}",
        target=say.named(target.name),
        outcome=_outcome(target, say),
        value=written(target.in_force.target, say),
    )
