"""Attendance in per cent, as the programme counts it: of a group, of a participant, and below the target."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.groups import Group
from planning.groups.own_groups import CurrentGroup, current_groups
from planning.groups.show_group import group_shown_to, members_told_to
from planning.office import Office
from planning.sessions.attendance import Attendance, Counts, attendance_of_group, attendance_of_plan
from planning.showing.disclose_plan import DisclosePlan
from planning.terms import Term
from samplan.contracts.codes import Agency, ConsentPurpose


@dataclass(frozen=True, kw_only=True)
class Attended:
    """A participant's attendance in one group."""

    group_id: UUID
    plan_id: UUID
    attendance: Attendance
    percent: float | None
    target: int

    @property
    def is_below_target(self) -> bool:
        return self.percent is not None and self.percent < self.target


@dataclass(frozen=True, kw_only=True)
class GroupAttended:
    group_id: UUID
    percent: float | None
    target: int
    members: tuple[Attended, ...]


class ShowGroupAttendance(Command[Office]):
    """By the group's owner, or the keeper: to the keeper of the members whose consent names both.

    No share counts another one, whose attendance would follow from it.
    """

    group_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> GroupAttended:
        group = group_shown_to(self.by, self.group_id, work, office)
        term = _term_of(group, office)
        told = members_told_to(self.by, group, work, office)
        found = attendance_of_group(group.id, work)
        counts = {key: one for key, one in found.items() if key[1] in told}
        together = sum(counts.values(), Attendance())
        return GroupAttended(
            group_id=group.id,
            percent=together.percent(term.excused_counts_as),
            target=term.attendance_target,
            members=tuple(_attended(counts, term)),
        )


class ListAttendanceBelowTarget(Command[Office]):
    """In the agency's current groups: the participants who attend less than the programme's target."""

    as_of: date
    by: Agency

    def carry_out(self, work: Records, office: Office) -> list[Attended]:
        current = current_groups(self.as_of, self.by, office.keeper, work)
        return [one for group in current for one in self._below(group, work, office)]

    def _below(self, current: CurrentGroup, work: Records, office: Office) -> Iterable[Attended]:
        """Loads the group only where a member's share is below the target."""
        term = office.term(current.programme, current.term, current.begins_on)
        found = _attended(attendance_of_group(current.group_id, work), term)
        if below := [one for one in found if one.is_below_target]:
            group = work.load(Group, current.group_id)
            told = members_told_to(self.by, group, work, office)
            present = (one for one in below if group.membership_on(one.plan_id, self.as_of))
            return (one for one in present if one.plan_id in told)
        return ()


class ListParticipantsAttendance(Command[Office]):
    """Of a plan's participant, in each group: to another agency than the keeper, a disclosure of the plan.

    An agency that sees its own items alone is shown its own groups alone.
    """

    plan_id: UUID
    by: Agency
    role: str
    purpose: ConsentPurpose

    def carry_out(self, work: Records, office: Office) -> list[Attended]:
        """As `DisclosePlan`."""
        asked = DisclosePlan(plan_id=self.plan_id, by=self.by, role=self.role, purpose=self.purpose)
        seen = asked.carry_out(work, office)
        counts = attendance_of_plan(self.plan_id, work)
        groups = [work.load(Group, group_id) for group_id, _ in counts]
        shown = {one.id: _term_of(one, office) for one in groups if seen.is_told_of(one.owner)}
        return [
            one for key in counts if key[0] in shown for one in _attended({key: counts[key]}, shown[key[0]])
        ]


def _attended(counts: Counts, term: Term) -> Iterable[Attended]:
    for (group_id, plan_id), attendance in counts.items():
        yield Attended(
            group_id=group_id,
            plan_id=plan_id,
            attendance=attendance,
            percent=attendance.percent(term.excused_counts_as),
            target=term.attendance_target,
        )


def _term_of(group: Group, office: Office) -> Term:
    return office.term(group.programme, group.term, group.begins_on)
