"""Compares what the APIs show of the groups with what the report prints."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from samplan.contracts.codes import Agency
from simulator.checks.asking import Ask, asking
from simulator.checks.checking import Figures, differing
from simulator.driving.parts import PLANNING, REPORTING
from simulator.forsta_steget.printed import PrintedGroup, printed_groups
from simulator.stories.programme import FORSTA_STEGET

Row = Mapping[str, Any]


def differences(token_of: Callable[[Agency], str]) -> list[str]:
    """One line for each figure that is not the printed one. Raises ViewUnavailable."""
    groups = printed_groups()
    with asking(REPORTING.url, token_of(REPORTING.agency)) as view:
        return differing([*_of_groups(groups, token_of), *_of_all(groups, view)])


def _of_groups(groups: Iterable[PrintedGroup], token_of: Callable[[Agency], str]) -> Figures:
    """As each owner sees its own: the keeper does not see members whose consent has ended."""
    for group in groups:
        with asking(PLANNING.url, token_of(group.agency)) as asked:
            lines = asked("/v1/groups?limit=100")
            own = [line["groupId"] for line in lines if line["beginsOn"] == f"{group.begins_on}"]
            yield f"{group.name}, formed", 1, len(own)
            for group_id in own:
                yield from _of_group(group, group_id, asked)


def _of_group(group: PrintedGroup, group_id: str, asked: Ask) -> Figures:
    attendance = asked(f"/v1/groups/{group_id}/attendance")
    yield f"{group.name}, participants", group.participants, len(attendance["members"])
    yield f"{group.name}, attendance", group.attendance, _as_printed(attendance["percent"], group.attendance)
    for period, line in zip(group.placements, asked(f"/v1/groups/{group_id}/placements"), strict=False):
        name = f"{group.name}, placements of period {line['period']}"
        yield f"{name}, offered", group.participants, line["offered"]
        yield f"{name}, started", period.started, line["started"]


def _as_printed(percent: float, printed: str) -> str:
    """With as many decimals."""
    return f"{percent:.{len(printed.partition('.')[2])}f}"


def _of_all(groups: Sequence[PrintedGroup], asked: Ask) -> Figures:
    yield from _of_exits(groups, asked)
    results, placed = (
        asked(f"/v1/internal/programmes/{FORSTA_STEGET.id}/{figure}")["rows"]
        for figure in ("group-results", "placements")
    )
    for group in groups:
        yield from _in_view(group, _of_the_scope(group, results), _of_the_scope(group, placed))


def _of_the_scope(group: PrintedGroup, rows: Iterable[Row]) -> list[Row]:
    mine = {"beginsOn": f"{group.begins_on}", "term": group.term, "agency": group.agency}
    return [row for row in rows if row["scope"] == mine]


def _in_view(group: PrintedGroup, results: Sequence[Row], placed: Sequence[Row]) -> Figures:
    name = f"{group.name}, in the view"
    yield f"{name}, participants", [group.participants], [row["starters"]["total"] for row in results]
    percents = [_as_printed(row["attendance"]["total"]["percent"], group.attendance) for row in results]
    yield f"{name}, attendance", [group.attendance], percents
    for number, period in enumerate(group.placements, start=1):
        shown = [row["started"]["share"]["total"]["numerator"] for row in placed if row["period"] == number]
        yield f"{name}, placements of period {number}", [period.started], shown


def _of_exits(groups: Iterable[PrintedGroup], asked: Ask) -> Figures:
    endings = [leaving.ending for group in groups for leaving in group.leavings]
    answer = asked(f"/v1/internal/programmes/{FORSTA_STEGET.id}/exits")
    outcomes: Mapping[str, Any] = {one["indicator"]: one["people"]["total"] for one in answer["outcomes"]}
    yield "Första Steget, to work", sum(one.is_to_work for one in endings), outcomes["to_work"]
    yield "Första Steget, to studies", sum(one.is_to_studies for one in endings), outcomes["to_studies"]
    classes = {row["exitClass"]: row["people"]["total"] for row in answer["classes"]}
    for name, people in Counter(one.exit_class for one in endings if one.exit_class).items():
        yield f"Första Steget, exits, {name}", people, classes.get(name, 0)
