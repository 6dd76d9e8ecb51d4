"""All indicators in one table, and a section for each whose row says how it is drawn."""

from collections.abc import Iterator

from reporting.answers.contradictions import Contradiction
from reporting.figures.indicators.answer import AgainstTarget, Group, IndicatorFigure, Indicators, Value
from reporting.figures.indicators.forms import drawn
from reporting.pages.contradictions import in_words
from reporting.pages.definitions import counted_by, versions
from reporting.pages.judgements import judged, written
from reporting.pages.names import age_name, income_name
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording
from samplan.contracts.agency_names import agency_name
from samplan.contracts.codes import Agency, IncomeSupport, Sex
from samplan.contracts.codes.ages import AgeGroup


def indicators_section(answer: Indicators, say: Wording) -> Section:
    changed = [one for one in answer.indicators if _has_changed(one)]
    return Section(
        id="indicators",
        topic=say.text("Indicators"),
        finding=_finding(answer, len(changed), say),
        chart=None,
        table=_overview(answer, say),
        definition=_definition(answer.indicators, say),
        remarks=(
            *(_lines(one, say) for one in changed),
            *(_warning(one, found, say) for one in answer.indicators for found in one.warnings),
        ),
    )


def indicator_sections(answer: Indicators, say: Wording) -> tuple[Section, ...]:
    return tuple(
        Section(
            id=f"indicator-{one.indicator}",
            within="indicators",
            topic=say.named(one.name),
            finding=finding(one, say),
            chart=drawn(one, answer.pauses, say) if one.whole.numerator else None,
            table=_groups(one, say),
            definition=_definition((one,), say),
            remarks=(_lines(one, say),) if _has_changed(one) else (),
        )
        for one in answer.indicators
        if one.form
    )


def finding(figure: IndicatorFigure, say: Wording) -> str:
    value, name = figure.whole, say.named(figure.name)
    if value.denominator is None:
        return say.text("{indicator}: {number}", indicator=name, number=say.count(value.numerator))
    if value.percent is None:
        return say.text("{indicator}: no participant to count yet", indicator=name)
    return say.text(
        "{indicator}: {percent}, {part} of {whole}",
        indicator=name,
        percent=say.percent(value.percent),
        part=say.count(value.numerator),
        whole=say.count(value.denominator),
    )


def _finding(answer: Indicators, changed: int, say: Wording) -> str:
    if not answer.indicators:
        return say.text("The programme has no indicators")
    followed = len(answer.indicators)
    if not changed:
        return say.texts("{number} indicator is followed", "{number} indicators are followed", followed)
    return say.texts(
        "{number} indicator is followed; a new definition has changed the number of {changed}",
        "{number} indicators are followed; a new definition has changed the number of {changed}",
        followed,
        changed=say.count(changed),
    )


def _overview(answer: Indicators, say: Wording) -> Table:
    return Table(
        caption=say.text("Indicators by sex, and against their targets"),
        columns=(
            say.text("Indicator"),
            say.text("Women"),
            say.text("Men"),
            say.text("Total"),
            say.text("Target in force"),
        ),
        rows=tuple(
            Row(name=say.named(one.name), cells=(*_by_sex(one, say), _targets(one.targets, say)))
            for one in answer.indicators
        ),
    )


def _by_sex(figure: IndicatorFigure, say: Wording) -> Iterator[Cell]:
    known = {group.code: group.value for group in figure.groups if group.dimension == "sex"}
    for value in (known.get("woman"), known.get("man"), figure.whole):
        yield _cell(value, say) if value else Cell(text=NOT_MEASURED)


def _cell(value: Value, say: Wording) -> Cell:
    if value.denominator is None:
        return Cell(text=say.count(value.numerator))
    return Cell(text=_percent(value, say), note=_parts(value, say))


def _percent(value: Value, say: Wording) -> str:
    return NOT_MEASURED if value.percent is None else say.percent(value.percent)


def _parts(value: Value, say: Wording) -> str:
    part, whole = say.count(value.numerator), say.count(value.denominator)
    return say.text("{part} of {whole}", part=part, whole=whole)


def _targets(targets: tuple[AgainstTarget, ...], say: Wording) -> Cell:
    """Those of a number and of a share beside one another."""
    if not targets:
        return Cell(text=NOT_MEASURED)
    judgements = [target.in_force for target in targets]
    return Cell(
        text=", ".join(written(one.target, say) for one in judgements),
        note=", ".join(judged(one, say) for one in judgements),
    )


def _groups(figure: IndicatorFigure, say: Wording) -> Table:
    return Table(
        caption=say.named(figure.name),
        columns=(say.text("Group"), say.text("Outcome"), say.text("95% interval")),
        rows=tuple(
            Row(
                name=_group_name(group, say),
                cells=(_cell(group.value, say), Cell(text=_interval(group.value, say))),
                is_total=group.dimension == "all",
            )
            for group in (*figure.groups[1:], figure.groups[0])
        ),
    )


def _group_name(group: Group, say: Wording) -> str:
    match group.dimension:
        case "all":
            return say.text("Total")
        case "sex":
            return {Sex.WOMAN: say.text("Women"), Sex.MAN: say.text("Men")}[Sex(group.code)]
        case "agency":
            return agency_name(Agency(group.code))
        case "income_support":
            return income_name(IncomeSupport(group.code), say)
        case "age_group":
            return age_name(AgeGroup(group.code) if group.code else None, say)
        case "municipality":
            return group.name or say.text("no municipality")


def _interval(value: Value, say: Wording) -> str:
    if value.low is None or value.high is None:
        return NOT_MEASURED
    return say.text("{low} to {high}", low=say.percent(value.low), high=say.percent(value.high))


def _has_changed(figure: IndicatorFigure) -> bool:
    return len({(one.value.numerator, one.value.denominator) for one in figure.by_version}) > 1


def _lines(figure: IndicatorFigure, say: Wording) -> str:
    """Both lines of a definition that has changed."""
    counts = [(one.version, one.value.numerator) for one in figure.by_version]
    return counted_by(say.named(figure.name), counts, say)


def _warning(figure: IndicatorFigure, found: Contradiction, say: Wording) -> str:
    return f"{say.named(figure.name)}: {in_words(found, say)}"


def _definition(figures: tuple[IndicatorFigure, ...], say: Wording) -> str:
    sources = ", ".join(dict.fromkeys(figure.source for figure in figures))
    named = {say.named(figure.name): figure.definitions for figure in figures}
    return say.text(
        "By the definition in force on the day of what is counted. {versions} Source: {sources}.",
        versions=versions(named, say),
        sources=sources,
    )
