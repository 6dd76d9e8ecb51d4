"""How an indicator is drawn, by the form that its row names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from reporting.answers.paused import Paused
from reporting.figures.indicators.answer import IndicatorFigure, Value
from reporting.pages.judgements import written
from reporting.pages.palette import (
    INK,
    LINE,
    MAIN,
    QUIET,
    SECOND,
    SEX,
    TRACK,
    base,
    grid,
    hidden_axis,
    label,
    names_axis,
)
from reporting.pages.section import Option
from reporting.pages.wording import Wording
from reporting.programmes.indicators import Form
from reporting.programmes.judging import Target


def _bars(figure: IndicatorFigure, _: Sequence[Paused], say: Wording) -> Option:
    """Women, men and all, each against the target in force."""
    by_code = {group.code: group.value for group in figure.groups if group.dimension in {"all", "sex"}}
    codes, colours = ("woman", "man", ""), (*SEX, INK)
    targets = [one.in_force.target for one in figure.targets if one.in_force.target.unit == "percent"]
    most = max([*(value.percent or 0 for value in by_code.values()), *(one.value for one in targets)])
    return base(
        grid=grid(left=80, right=72, top=24),
        xAxis=hidden_axis(most),
        yAxis=names_axis([say.text("Women"), say.text("Men"), say.text("Total")], width=80),
        series=[
            {
                "type": "bar",
                "silent": True,
                "barCategoryGap": "28%",
                "data": [
                    _bar(by_code[code], colour, say) for code, colour in zip(codes, colours, strict=True)
                ],
                "markLine": _marks(targets, say),
            }
        ],
    )


def _bar(value: Value, colour: str, say: Wording) -> Option:
    return {
        "value": value.percent or 0,
        "itemStyle": {"color": colour, "borderRadius": [0, 2, 2, 0]},
        "label": label(say.percent(value.percent or 0)),
    }


def _marks(targets: Sequence[Target], say: Wording) -> Option:
    return {
        "silent": True,
        "symbol": "none",
        "lineStyle": {"color": INK, "type": "solid", "width": 2},
        "data": [
            {
                "xAxis": one.value,
                "label": {"formatter": say.text("target {value}", value=written(one, say)), "color": INK},
            }
            for one in targets
        ],
    }


def _line(figure: IndicatorFigure, pauses: Sequence[Paused], say: Wording) -> Option:
    """Month by month, with each revision of the target and the programme's pauses."""
    months = figure.over_time
    is_share = figure.whole.denominator is not None
    return base(
        grid=grid(left=44, right=96, top=32, bottom=32),
        xAxis={
            "type": "category",
            "data": [_month(month.on) for month in months],
            "axisLabel": {"color": QUIET, "fontSize": 13, "hideOverlap": True},
        },
        yAxis={
            "type": "value",
            "min": 0,
            "name": "%" if is_share else "",
            "axisLabel": {"show": is_share, "color": QUIET, "fontSize": 13},
            "splitLine": {"lineStyle": {"color": LINE}},
        },
        series=[_outcome(figure, pauses, say), *_versions(figure, say), *_target(figure, say)],
    )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _outcome(figure: IndicatorFigure, pauses: Sequence[Paused], say: Wording) -> Option:
    """A month without anybody to count has no point: it is not 0."""
    months, whole = figure.over_time, figure.whole
    written = say.count(whole.numerator) if whole.percent is None else say.percent(whole.percent)
    last = months[-1].on
    return {
        **_series(written, INK, [_height(month.value) for month in months]),
        "lineStyle": {"color": MAIN, "width": 2},
        "markArea": {
            "silent": True,
            "itemStyle": {"color": TRACK},
            "data": [
                [{"xAxis": _month(pause.first_day)}, {"xAxis": _month(min(pause.last_day or last, last))}]
                for pause in pauses
                if pause.first_day <= last
            ],
        },
    }


def _versions(figure: IndicatorFigure, say: Wording) -> Iterator[Option]:
    """Both lines of a definition that has changed: what each version alone counts."""
    for one in figure.by_version:
        if one.over_time:
            caption = say.text("version {version}", version=say.count(one.version))
            yield {
                **_series(caption, QUIET, [_height(month.value) for month in one.over_time]),
                "lineStyle": {"color": SECOND, "width": 1, "type": "dotted"},
            }


def _target(figure: IndicatorFigure, say: Wording) -> Iterator[Option]:
    """The one in the unit of the line; from each revision on, the new value."""
    unit = "participants" if figure.whole.denominator is None else "percent"
    for one in figure.targets:
        if one.in_force.target.unit == unit:
            caption = say.text("target {value}", value=written(one.in_force.target, say))
            yield {
                **_series(caption, QUIET, [_in_force(one.revisions, month.on) for month in figure.over_time]),
                "step": "middle",
                "lineStyle": {"color": QUIET, "type": "dashed"},
            }


def _in_force(revisions: Sequence[Target], on: date) -> int | None:
    return next((one.value for one in reversed(revisions) if one.valid_from <= on), None)


def _series(caption: str, colour: str, points: Sequence[float | None]) -> Option:
    """A line with a gap does not move: its label would be drawn nowhere, with a message on the console."""
    return {
        "type": "line",
        "silent": True,
        "animation": None not in points,
        "showSymbol": False,
        "labelLayout": {"moveOverlap": "shiftY"},
        "endLabel": {"show": True, "formatter": caption, "color": colour, "fontSize": 14},
        "data": points,
    }


def _height(value: Value) -> float | None:
    return value.numerator if value.denominator is None else value.percent


_Draw = Callable[[IndicatorFigure, Sequence[Paused], Wording], Option]
_FORMS: Mapping[Form, _Draw] = {Form.BAR_AGAINST_TARGET: _bars, Form.LINE: _line}


def drawn(figure: IndicatorFigure, pauses: Sequence[Paused], say: Wording) -> Option | None:
    return _FORMS[figure.form](figure, pauses, say) if figure.form else None
