"""The figures of groups for events that are folded in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct

from chassis.settings.programmes import Programme
from reporting.cubes.census import Census
from reporting.disclosure_control.view import View
from reporting.groups.reading import assemble_groups
from reporting.groups.rows import GroupRows
from reporting.journeys.known import Known
from reporting.journeys.of_plans import participations_in
from reporting.projection.batch import fold_into
from reporting.projection.head import Head
from reporting.rows.groups import attendances, formed, memberships, placements, portfolios, sessions
from reporting.rows.groups.attendances import Attended
from reporting.rows.projection import Projection
from samplan.contracts.event import ContractEvent

R = TypeVar("R", bound=Struct)


def view_of(programme: Programme, events: Iterable[ContractEvent], as_of: date) -> View:
    known = Known()
    for event in events:
        fold_into(known, event)
    groups = assemble_groups(programme, as_of, _rows(known, as_of))
    return View(Census(programme, as_of, {}, {}), Head(1, 0, None, None), is_published=False, groups=groups)


def _rows(known: Known, as_of: date) -> GroupRows:
    begun = [one for one in _all(known, formed.PROJECTION) if one.begins_on and one.begins_on <= as_of]
    belonging = _all(known, memberships.PROJECTION)
    return GroupRows(
        groups=sorted(begun, key=lambda one: (f"{one.begins_on}", one.group_id)),
        memberships=[one for one in belonging if one.group_id in {each.group_id for each in begun}],
        sessions_held=Counter(
            one.group_id for one in _all(known, sessions.PROJECTION) if one.held_on <= as_of
        ),
        attendances=[*_attended(known, as_of)],
        placements=_all(known, placements.PROJECTION),
        portfolios=_all(known, portfolios.PROJECTION),
        participations=participations_in(known, {one.plan_id for one in belonging}),
    )


def _attended(known: Known, as_of: date) -> Iterator[Attended]:
    groups = {one.session_id: one.group_id for one in _all(known, sessions.PROJECTION)}
    for one in _all(known, attendances.PROJECTION):
        if one.held_on and one.presence and one.held_on <= as_of:
            yield Attended(
                group_id=groups[one.session_id],
                plan_id=one.plan_id,
                presence=one.presence,
                sessions=1,
                first_on=one.held_on,
                last_on=one.held_on,
            )


def _all(known: Known, projection: Projection[R]) -> list[R]:
    rows: dict[Any, R] = known.of(projection)
    return list(rows.values())
