"""With whom, and when: the meetings, workshops, placements and group sessions that the reader may know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from planning.groups import Group
from planning.groups.own_groups import groups_not_ended
from planning.meetings.command import is_shown_in
from planning.meetings.meeting import Meeting, Status
from planning.meetings.table import meetings_of_plan
from planning.office import Office, SeenPlan
from planning.placements import PlacementStatus
from planning.placements.offered_placements import placements_of_plan
from planning.schedule.schedule import Entry, Kind, schedule_today
from planning.workshops.planned_workshops import workshops_of_plan
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class OwnMeeting:
    """`agencies`: those of its agencies that the reader may know of today."""

    meeting: Meeting
    agencies: Sequence[Agency]


@dataclass(frozen=True)
class OwnSession:
    agency: Agency
    entry: Entry


def meetings_ahead(seen: SeenPlan, work: Records) -> list[OwnMeeting]:
    rows = meetings_of_plan(seen.id, None, work)
    ahead = [work.load(Meeting, UUID(row["meeting_id"])) for row in rows if row["status"] == Status.SUMMONED]
    return [
        OwnMeeting(one, [agency for agency in sorted(one.concerned) if seen.is_told_of(agency)])
        for one in ahead
        if is_shown_in(one, seen.plan, seen.by)
    ]


def placements_taken_on(seen: SeenPlan, on: date, work: Records) -> list[Row]:
    """Those that have started, and those that were accepted and are not past."""
    rows = [one for one in placements_of_plan(seen.id, work) if seen.is_told_of(Agency(one["owner_agency"]))]
    return [one for one in rows if _is_taken_on(one, on)]


def workshops_ahead(seen: SeenPlan, on: date, work: Records) -> list[Row]:
    """Those that the participant is invited to."""
    return [one for one in workshops_of_plan(seen.id, on, work) if seen.is_told_of(Agency(one["owner"]))]


def sessions_to_come(seen: SeenPlan, on: date, work: Records, office: Office) -> list[OwnSession]:
    """Of each group that the participant is in: neither cancelled nor past, today's included."""
    groups = [work.load(Group, one) for one in groups_not_ended(seen.plan.programme, on, work)]
    own = [one for one in groups if any(one.memberships_of(seen.id)) and seen.is_told_of(one.owner)]
    to_come = (one for group in own for one in _sessions_in(group, seen.id, on, work, office))
    return sorted(to_come, key=lambda one: one.entry.first)


def _sessions_in(
    group: Group, plan_id: UUID, on: date, work: Records, office: Office
) -> Iterator[OwnSession]:
    for entry in schedule_today(group, work, office).entries:
        is_to_come = entry.kind is Kind.SESSION and not entry.is_cancelled and entry.first >= on
        if is_to_come and group.membership_on(plan_id, entry.first):
            yield OwnSession(group.owner, entry)


def _is_taken_on(row: Row, on: date) -> bool:
    ends_on = date.fromisoformat(row["ends_on"])
    is_ahead = row["status"] == PlacementStatus.ACCEPTED and on <= ends_on
    return is_ahead or row["status"] == PlacementStatus.STARTED
