"""Days from enrolment to an agreed plan, against the limit."""

from reporting.answers.answer import BySex, ShareBySex, Withheld
from reporting.figures.time_to_plan.query import Bin, DaysToPlan
from reporting.figures.time_to_plan.withheld import Together, late, remarks, within
from reporting.pages.definitions import versions
from reporting.pages.palette import (
    INK,
    LINE,
    MAIN,
    QUIET,
    SECOND,
    TRACK,
    any_shown,
    base,
    grid,
    label,
    length,
)
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import Wording


def days_section(days: DaysToPlan, say: Wording) -> Section:
    return Section(
        id="days-to-plan",
        topic=say.text("Time to plan"),
        finding=_finding(days, say),
        chart=_option(days, say) if any_shown(each.plans.total for each in days.bins) else None,
        table=_table(days, say),
        definition=_definition(days, say),
        remarks=remarks(days, say),
    )


def _definition(days: DaysToPlan, say: Wording) -> str:
    limit = say.count(days.limit)
    rule = say.text(
        "Days from enrolment to the agreed plan. A plan that is overdue counts as not within {limit} days.",
        limit=limit,
    )
    name = say.text("The limit of {limit} days", limit=limit)
    return f"{rule} {versions({name: [days.definition]}, say)}"


def _finding(days: DaysToPlan, say: Wording) -> str:
    if days.agreed.total == 0:
        return say.text("No plan has been agreed yet")
    if days.median is None:
        return say.text("Too few plans to show how long they take")
    written = {"limit": say.count(days.limit), "median": say.number(days.median)}
    if days.within_limit.total.fraction is None:
        return say.text("The median time to a plan is {median} days; the limit is {limit}", **written)
    share = say.share(days.within_limit.total)
    return say.text(
        "{share} had their plan within {limit} days; the median is {median} days", share=share, **written
    )


def _table(days: DaysToPlan, say: Wording) -> Table:
    limit = say.count(days.limit)
    return Table(
        caption=say.text("Plans by days from enrolment"),
        columns=(say.text("Days"), say.text("Women"), say.text("Men"), say.text("Total")),
        rows=(
            *(_row(_days(each), each.plans, say) for each in days.bins),
            _row(say.text("All plans agreed"), days.agreed, say),
            _shares(
                say.text("Within {limit} days, of agreed or overdue", limit=limit), days.within_limit, say
            ),
        ),
    )


def _days(each: Bin) -> str:
    return f"{each.first_day}–{'' if each.last_day is None else each.last_day}"


def _row(name: str, plans: BySex, say: Wording) -> Row:
    counts = (plans.women, plans.men, plans.total)
    return Row(name=name, cells=tuple(Cell(text=say.count(count)) for count in counts))


def _shares(name: str, shares: ShareBySex, say: Wording) -> Row:
    parts = (shares.women, shares.men, shares.total)
    cells = tuple(Cell(text=say.count(share.numerator), note=say.share(share)) for share in parts)
    return Row(name=name, cells=cells, is_total=True)


def _last_day(each: Bin, width: int) -> int:
    return each.first_day + width - 1 if each.last_day is None else each.last_day


def _option(days: DaysToPlan, say: Wording) -> Option:
    width = days.bins[-1].first_day - days.bins[-2].first_day
    middles = [_last_day(each, width) - width / 2 for each in days.bins]
    return base(
        grid=grid(left=8, right=12, top=28, bottom=44),
        xAxis=_days_axis(middles[-1] + width / 2, 2 * width, say),
        yAxis={"type": "value", "show": False, "min": 0},
        series=[
            {
                "type": "bar",
                "silent": True,
                "barCategoryGap": "6%",
                "data": [
                    _bar(middle, each, days, say) for middle, each in zip(middles, days.bins, strict=True)
                ],
                "markLine": _limit_line(days.limit, say),
            }
        ],
    )


def _days_axis(end: float, interval: int, say: Wording) -> Option:
    return {
        "type": "value",
        "min": 0,
        "max": end,
        "interval": interval,
        "name": say.text("Days from enrolment"),
        "nameLocation": "middle",
        "nameGap": 26,
        "nameTextStyle": {"color": QUIET, "fontSize": 14},
        "axisLabel": {"color": QUIET, "fontSize": 13, "hideOverlap": True, "showMaxLabel": False},
        "axisLine": {"lineStyle": {"color": LINE}},
        "splitLine": {"show": False},
    }


def _bar(middle: float, each: Bin, days: DaysToPlan, say: Wording) -> Option:
    is_late = each.first_day > days.limit
    colour = SECOND if is_late else MAIN
    top = label(say.count(each.plans.total), "top", fontSize=13)
    if not isinstance(each.plans.total, Withheld):
        return {"value": [middle, each.plans.total], "itemStyle": {"color": colour}, "label": top}
    side = late(days) if is_late else within(days)
    dashed = {"color": TRACK, "borderColor": colour, "borderType": "dashed", "borderWidth": 1.5}
    return {"value": [middle, _height(side, days)], "itemStyle": dashed, "label": top}


def _height(side: Together, days: DaysToPlan) -> float:
    """Of a withheld bar: an even part of what its side holds, or low but there when that is withheld too."""
    if side.people is not None:
        return round(side.people / side.intervals, 2)
    return max(1, *(length(each.plans.total) for each in days.bins)) / 20


def _limit_line(limit: int, say: Wording) -> Option:
    text = say.text("Limit, {limit} days", limit=say.count(limit))
    return {
        "silent": True,
        "symbol": "none",
        "data": [{"xAxis": limit}],
        "lineStyle": {"color": INK, "type": "solid", "width": 1.5},
        "label": {"formatter": text, "color": INK, "fontSize": 14, "fontWeight": 600},
    }
