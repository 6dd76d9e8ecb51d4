"""Exits of women and men, as shares of those enrolled."""

from collections.abc import Iterator

from reporting.answers.answer import Count, Share
from reporting.figures.exits.query import ExitsBySex, Gap, Outcome
from reporting.pages.definitions import counted_by, versions
from reporting.pages.palette import SEX, any_shown, base, grid, hidden_axis, label, names_axis
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import Wording


def exits_section(exits: ExitsBySex, say: Wording) -> Section:
    return Section(
        id="exits",
        topic=say.text("Exits by sex"),
        finding=_finding(exits, say) if exits.starters.total else say.text("Nobody has been enrolled yet"),
        chart=_option(exits, say) if any_shown(_reached(exits)) else None,
        table=_table(exits, say),
        definition=_definition(exits, say),
        remarks=tuple(_by_version(outcome, say) for outcome in exits.outcomes if _has_changed(outcome)),
    )


def outcome_name(indicator: str, say: Wording) -> str:
    return {
        "to_work": say.text("To work"),
        "to_studies": say.text("To studies"),
        "to_work_or_studies": say.text("To work or studies"),
    }[indicator]


def clearest_gap(exits: ExitsBySex) -> Gap | None:
    """The gap in exits to work if it may be shown; otherwise the first gap that may."""
    return min(exits.gaps, key=lambda gap: gap.indicator != "to_work", default=None)


def _finding(exits: ExitsBySex, say: Wording) -> str:
    gap = clearest_gap(exits)
    if gap is None:
        return say.text("Too few people to compare women and men")
    shares = next(each.of_starters for each in exits.outcomes if each.indicator == gap.indicator)
    written = {
        "where": _where(gap.indicator, say),
        "women": say.share(shares.women),
        "men": say.share(shares.men),
        "points": say.number(abs(gap.points), 2),
    }
    if not gap.is_certain:
        return say.text(
            "No statistically significant difference between women and men {where}: {women} and {men}",
            **written,
        )
    if gap.points < 0:
        return say.text(
            "Men go {where} more often than women: {men} against {women}, a gap of {points} points", **written
        )
    return say.text(
        "Women go {where} more often than men: {women} against {men}, a gap of {points} points", **written
    )


def _where(indicator: str, say: Wording) -> str:
    return {
        "to_work": say.text("to work"),
        "to_studies": say.text("to studies"),
        "to_work_or_studies": say.text("to work or studies"),
    }[indicator]


def _table(exits: ExitsBySex, say: Wording) -> Table:
    starters = (exits.starters.women, exits.starters.men, exits.starters.total)
    enrolled = Row(
        name=say.text("Enrolled"),
        cells=tuple(Cell(text=say.count(count)) for count in starters),
        is_total=True,
    )
    return Table(
        caption=say.text("Exits by sex, and their share of those enrolled"),
        columns=(say.text("Exit"), say.text("Women"), say.text("Men"), say.text("Total")),
        rows=(*(_row(outcome, say) for outcome in exits.outcomes), enrolled),
    )


def _row(outcome: Outcome, say: Wording) -> Row:
    shares = (outcome.of_starters.women, outcome.of_starters.men, outcome.of_starters.total)
    return Row(name=outcome_name(outcome.indicator, say), cells=tuple(_cell(share, say) for share in shares))


def _cell(share: Share, say: Wording) -> Cell:
    return Cell(text=say.count(share.numerator), note=say.share(share))


def _reached(exits: ExitsBySex) -> Iterator[Count]:
    for outcome in exits.outcomes:
        yield outcome.of_starters.women.numerator
        yield outcome.of_starters.men.numerator


def _has_changed(outcome: Outcome) -> bool:
    return len({people.total for _, people in outcome.by_version}) > 1


def _by_version(outcome: Outcome, say: Wording) -> str:
    counts = [(version, people.total) for version, people in outcome.by_version]
    return counted_by(outcome_name(outcome.indicator, say), counts, say)


def _definition(exits: ExitsBySex, say: Wording) -> str:
    rule = say.text(
        "Exits as a share of everyone enrolled, by the definition in force on the day of the exit."
    )
    named = {outcome_name(outcome.indicator, say): outcome.definitions for outcome in exits.outcomes}
    return f"{rule} {versions(named, say)}"


def _option(exits: ExitsBySex, say: Wording) -> Option:
    names: list[str | Option] = []
    bars: list[Option] = []
    for outcome in exits.outcomes:
        shares = (outcome.of_starters.women, outcome.of_starters.men)
        names += [
            {
                "value": outcome_name(outcome.indicator, say),
                "textStyle": {"fontWeight": 600, "align": "left"},
            },
            say.text("Women"),
            say.text("Men"),
        ]
        bars += [{"value": 0}, *(_bar(share, colour, say) for share, colour in zip(shares, SEX, strict=True))]
    return base(
        grid=grid(left=80, right=72),
        xAxis=hidden_axis(max(bar["value"] for bar in bars)),
        yAxis=names_axis(names, width=80),
        series=[{"type": "bar", "silent": True, "barCategoryGap": "20%", "data": bars}],
    )


def _bar(share: Share, colour: str, say: Wording) -> Option:
    return {
        "value": share.percent or 0,
        "itemStyle": {"color": colour, "borderRadius": [0, 2, 2, 0]},
        "label": label(say.share(share)),
    }
