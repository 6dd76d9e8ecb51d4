"""Placements of a participant, the share of a group in each period, and who has been offered too few."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.groups import Group
from planning.groups.own_groups import current_groups
from planning.groups.show_group import group_shown_to, members_told_to
from planning.office import Office
from planning.placements.offered_placements import placements_of_plan, placements_of_plans
from planning.register.list_plans import rows_told_to
from planning.showing.disclose_plan import DisclosePlan
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency, ConsentPurpose


@dataclass(frozen=True, kw_only=True)
class PeriodShare:
    """In one period: of all who ever joined the group, and of those who are still in it."""

    period: int
    offered: int
    started: int
    members: int
    still_started: int
    still_members: int

    @property
    def percent(self) -> float | None:
        return _share(self.started, self.members)

    @property
    def percent_of_those_still_in_it(self) -> float | None:
        return _share(self.still_started, self.still_members)


@dataclass(frozen=True, kw_only=True)
class OfferedFewer:
    group_id: UUID
    plan_id: UUID
    offered: int
    wanted: int


class ListParticipantsPlacements(Command[Office]):
    """Of a plan's participant: to another agency than the keeper, a disclosure of the plan.

    An agency that sees its own items alone is shown its own placements alone, and the keeper those of the
    agencies that a consent in force opens to it. No employer is among them.
    """

    plan_id: UUID
    by: Agency
    role: str
    purpose: ConsentPurpose

    def carry_out(self, work: Records, office: Office) -> list[Row]:
        """As `DisclosePlan`."""
        asked = DisclosePlan(plan_id=self.plan_id, by=self.by, role=self.role, purpose=self.purpose)
        seen = asked.carry_out(work, office)
        rows = placements_of_plan(self.plan_id, work)
        return [row for row in rows if seen.is_told_of(Agency(row["owner_agency"]))]


class ListGroupPlacements(Command[Office]):
    """How many of a group took part in each period: for the group's owner, and the keeper.

    Another agency than the keeper counts what it has offered itself: others' items are not its to know. The
    keeper counts the members, and the placements, that consents in force open to it.
    """

    group_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> list[PeriodShare]:
        group = group_shown_to(self.by, self.group_id, work, office)
        plans = frozenset(members_told_to(self.by, group, work, office))
        rows = placements_of_plans(plans, self.by, office.keeper, work)
        told = rows_told_to(self.by, rows, "owner_agency", work, office)
        still = plans & {one.plan_id for one in group.present_members}
        periods = office.placements(group.programme, group.begins_on).periods
        return [_share_of_period(plans, still, period, told) for period in range(1, periods + 1)]


class ListOfferedFewer(Command[Office]):
    """In the agency's current groups: participants who were offered fewer placements than each is due.

    Another agency than the keeper counts what it has offered itself: others' items are not its to know. Nor
    are they the keeper's, where no consent in force opens them to it.
    """

    as_of: date
    by: Agency

    def carry_out(self, work: Records, office: Office) -> list[OfferedFewer]:
        current = current_groups(self.as_of, self.by, office.keeper, work)
        groups = [work.load(Group, one.group_id) for one in current]
        return [fewer for group in groups for fewer in self._in(group, work, office)]

    def _in(self, group: Group, work: Records, office: Office) -> list[OfferedFewer]:
        wanted = office.placements(group.programme, group.begins_on).offered_to_each
        known = members_told_to(self.by, group, work, office)
        present = [one.plan_id for one in group.memberships if one.lasts_on(self.as_of)]
        members = [one for one in present if one in known]
        rows = placements_of_plans(members, self.by, office.keeper, work)
        told = rows_told_to(self.by, rows, "owner_agency", work, office)
        offered = Counter(UUID(row["plan_id"]) for row in told)
        return [
            OfferedFewer(group_id=group.id, plan_id=one, offered=offered[one], wanted=wanted)
            for one in members
            if offered[one] < wanted
        ]


def _share_of_period(
    everybody: Collection[UUID], still: frozenset[UUID], period: int, rows: Sequence[Row]
) -> PeriodShare:
    in_period = [row for row in rows if row["period"] == period]
    started = {UUID(row["plan_id"]) for row in in_period if row["started_on"]}
    return PeriodShare(
        period=period,
        offered=len({row["plan_id"] for row in in_period}),
        started=len(started),
        members=len(everybody),
        still_started=len(started & still),
        still_members=len(still),
    )


def _share(some: int, of: int) -> float | None:
    return round(100 * some / of, 1) if of else None
