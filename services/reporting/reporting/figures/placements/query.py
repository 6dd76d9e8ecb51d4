"""In each period of placement, how many participants were offered one, and how many took part?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from reporting.answers.answer import Answer, BySex
from reporting.answers.rate import Rate, rate
from reporting.disclosure_control.view import View
from reporting.groups.record import GroupRecord, Member, by_sex, everybody
from reporting.groups.scopes import Scope, parts_of
from reporting.programmes.follow_up import PlacementRule
from reporting.rows.groups.placements import Placement
from samplan.contracts.codes.groups import PlacementResult


class LedTo(Answer):
    result: PlacementResult
    people: BySex


class PlacementPeriod(Answer):
    """People, whatever the number of their placements in the period."""

    scope: Scope
    period: int
    offered: Rate  # of all who ever joined
    accepted: Rate
    started: Rate
    started_of_those_in_it: Rate  # of those who have not left the group before its last day
    led_to: tuple[LedTo, ...]  # of placements that have ended


class Placements(Answer):
    programme: str
    rows: tuple[PlacementPeriod, ...]  # all together comes first


def placements(view: View) -> Placements:
    rule = view.programme.in_force(PlacementRule, view.as_of)
    known = {int(one.period or 0) for one in _all(view.groups)}
    periods = sorted({*range(1, (rule.periods if rule else 0) + 1), *known})
    rows = (
        _period(scope, period, everybody(records))
        for scope, records in parts_of(view.groups)
        for period in periods
    )
    return Placements(programme=view.programme.id, rows=tuple(rows))


def _all(records: Sequence[GroupRecord]) -> Iterator[Placement]:
    return (one for record in records for member in record.members for one in member.placements)


def _period(scope: Scope, period: int, people: Sequence[Member]) -> PlacementPeriod:
    placed = {one.plan_id: [p for p in one.placements if p.period == f"{period}"] for one in people}
    starters, in_it = by_sex(people), [one for one in people if one.is_in_it]

    def having(what: str, some: Sequence[Member] = people) -> BySex:
        return by_sex(some, lambda one: any(getattr(each, what) for each in placed[one.plan_id]))

    return PlacementPeriod(
        scope=scope,
        period=period,
        offered=rate(having("offered_on"), starters),
        accepted=rate(having("accepted_on"), starters),
        started=rate(having("started_on"), starters),
        started_of_those_in_it=rate(having("started_on", in_it), by_sex(in_it)),
        led_to=tuple(_led_to(people, placed, result) for result in PlacementResult),
    )


def _led_to(people: Sequence[Member], placed: dict[UUID, list[Placement]], result: PlacementResult) -> LedTo:
    led = by_sex(people, lambda one: any(each.led_to is result for each in placed[one.plan_id]))
    return LedTo(result=result, people=led)
