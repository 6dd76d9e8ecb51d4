"""The rows of a programme's groups, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reporting.journeys.of_plans import Participation, participations
from reporting.rows.groups import attendances, formed, memberships, placements, portfolios, sessions
from reporting.rows.groups.attendances import Attended
from reporting.rows.groups.formed import Group
from reporting.rows.groups.memberships import Membership
from reporting.rows.groups.placements import Placement
from reporting.rows.groups.portfolios import Portfolio
from samplan.bus.store.transactions import Transaction


@dataclass(frozen=True, kw_only=True)
class GroupRows:
    """`participations`: by plan, of those who count."""

    groups: Sequence[Group]
    memberships: Sequence[Membership]
    sessions_held: Mapping[UUID, int]
    attendances: Sequence[Attended]
    placements: Sequence[Placement]
    portfolios: Sequence[Portfolio]
    participations: Mapping[UUID, Participation]


def read_groups(tx: Transaction, programme: str, as_of: date) -> GroupRows:
    """Of the groups that have begun by the day, with what has been recorded of them since."""
    groups = formed.begun_in(tx, programme, as_of)
    group_ids = [group.group_id for group in groups]
    belonging = memberships.of_groups(tx, group_ids)
    plan_ids = {one.plan_id for one in belonging}
    counted = participations(tx, plan_ids)
    return GroupRows(
        groups=groups,
        memberships=belonging,
        sessions_held=sessions.held_in(tx, group_ids, as_of),
        attendances=_attended(tx, group_ids, counted, as_of),
        placements=placements.of_plans(tx, plan_ids),
        portfolios=portfolios.of_plans(tx, plan_ids),
        participations=counted,
    )


def _attended(
    tx: Transaction, group_ids: Sequence[UUID], counted: Mapping[UUID, Participation], as_of: date
) -> list[Attended]:
    """Session by session where a consent has ended between the first and the last one, else summed."""
    summed = [one for one in attendances.summed(tx, group_ids, as_of) if one.plan_id in counted]
    parted = {
        (one.group_id, one.plan_id)
        for one in summed
        if not counted[one.plan_id].covers_all(one.first_on, one.last_on)
    }
    whole = [one for one in summed if (one.group_id, one.plan_id) not in parted]
    each = attendances.by_day(tx, {group_id for group_id, _ in parted}, as_of) if parted else []
    return whole + [one for one in each if (one.group_id, one.plan_id) in parted]
