"""The rows of a programme's groups, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reporting.journeys.of_plans import Participation, participations
from reporting.rows.groups import attendances, formed, memberships, placements, portfolios, sessions
from reporting.rows.groups.attendances import Attendance
from reporting.rows.groups.formed import Group
from reporting.rows.groups.memberships import Membership
from reporting.rows.groups.placements import Placement
from reporting.rows.groups.portfolios import Portfolio
from reporting.rows.groups.sessions import Session
from samplan.bus.store.transactions import Transaction


@dataclass(frozen=True, kw_only=True)
class GroupRows:
    """`participations`: by plan, of those who count."""

    groups: Sequence[Group]
    memberships: Sequence[Membership]
    sessions: Sequence[Session]
    attendances: Sequence[Attendance]
    placements: Sequence[Placement]
    portfolios: Sequence[Portfolio]
    participations: Mapping[UUID, Participation]


def read_groups(tx: Transaction, programme: str, as_of: date) -> GroupRows:
    """Of the groups that have begun by the day, with what has been recorded of them since."""
    groups = formed.begun_in(tx, programme, as_of)
    group_ids = [group.group_id for group in groups]
    belonging = memberships.of_groups(tx, group_ids)
    held = sessions.of_groups(tx, group_ids)
    plan_ids = {one.plan_id for one in belonging}
    return GroupRows(
        groups=groups,
        memberships=belonging,
        sessions=held,
        attendances=attendances.at_sessions(tx, [one.session_id for one in held]),
        placements=placements.of_plans(tx, plan_ids),
        portfolios=portfolios.of_plans(tx, plan_ids),
        participations=participations(tx, plan_ids),
    )
