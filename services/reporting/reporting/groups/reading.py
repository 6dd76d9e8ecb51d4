"""Assembles what each participant of a programme's groups had done by the end of a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from chassis.settings.programmes import Programme
from reporting.groups.record import GroupRecord, Member
from reporting.groups.rows import GroupRows, read_groups
from reporting.journeys.journey import Step
from reporting.programmes.definitions import Groups
from reporting.programmes.follow_up import TermRule
from reporting.rows.groups.formed import Group
from reporting.rows.groups.memberships import Membership
from reporting.rows.groups.placements import Placement
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes.groups import Presence

Seat = tuple[UUID, UUID]
"""A group, and the plan of a participant."""

COUNTED = tuple(Presence)
COUNTED_WITHOUT_EXCUSED = (Presence.PRESENT, Presence.ABSENT)


def groups_of(tx: Transaction, programme: Programme, as_of: date) -> tuple[GroupRecord, ...]:
    """The groups that had begun by the day, in the order of their first days."""
    return assemble_groups(programme, as_of, read_groups(tx, programme.id, as_of))


def assemble_groups(programme: Programme, as_of: date, rows: GroupRows) -> tuple[GroupRecord, ...]:
    """A function of rows, and of nothing else."""
    return tuple(Assembly(programme, as_of, rows).records())


class Assembly:
    """Facts of a day that no consent covers count nowhere (C-06)."""

    def __init__(self, programme: Programme, as_of: date, rows: GroupRows) -> None:
        self._programme = programme
        self._as_of = as_of
        self._rows = rows
        self._outcomes = Groups(programme)
        self._belonging = [one for one in rows.memberships if self._belongs(one)]
        self._presences = self._presences_by_seat()
        self._placements = self._placements_by_seat()
        drawn_up = [(one.plan_id, one.drawn_up_on) for one in rows.portfolios]
        self._portfolios = {plan_id for plan_id, on in drawn_up if self._counts(plan_id, on)}

    def records(self) -> Iterator[GroupRecord]:
        belonging: dict[UUID, list[Membership]] = defaultdict(list)
        for one in sorted(self._belonging, key=lambda one: one.plan_id):
            belonging[one.group_id].append(one)
        for group in self._rows.groups:
            yield self._record(group, belonging[group.group_id])

    def _record(self, group: Group, belonging: Sequence[Membership]) -> GroupRecord:
        rule = self._programme.in_force(TermRule, group.begins_on or self._as_of, of=group.term)
        counted = COUNTED if rule is None or rule.excused_counts_as == "absent" else COUNTED_WITHOUT_EXCUSED
        return GroupRecord(
            group=group,
            members=tuple(self._member(one, counted) for one in belonging),
            sessions_held=self._rows.sessions_held.get(group.group_id, 0),
            has_ended=group.ends_on is not None and group.ends_on <= self._as_of,
            attendance_target=rule.attendance_target if rule else None,
        )

    def _member(self, membership: Membership, counted: Collection[Presence]) -> Member:
        plan_id = membership.plan_id
        journey = self._rows.participations[plan_id].journey
        seat = membership.group_id, plan_id
        ending = journey.ending if journey.ending and journey.ending.on <= self._as_of else None
        agreed_on = journey.dates.get(Step.PLAN)
        return Member(
            plan_id=plan_id,
            sex=journey.sex,
            is_in_it=membership.is_in_it(self._as_of),
            outcome=self._outcomes.of(ending.reason, ending.on.isoformat()) if ending else None,
            has_plan=agreed_on is not None and agreed_on <= self._as_of,
            has_portfolio=plan_id in self._portfolios,
            placements=tuple(self._placements[seat]),
            attended=self._presences[seat][Presence.PRESENT],
            sessions=sum(self._presences[seat][one] for one in counted),
        )

    def _belongs(self, membership: Membership) -> bool:
        joined_on = membership.joined_on(self._as_of)
        return joined_on is not None and self._counts(membership.plan_id, joined_on)

    def _counts(self, plan_id: UUID, on: date | None) -> bool:
        """Whether a fact of that day counts by the end of the day that is asked for."""
        if on is None or on > self._as_of or plan_id not in self._rows.participations:
            return False
        return self._rows.participations[plan_id].covers(on)

    def _presences_by_seat(self) -> dict[Seat, Counter[Presence]]:
        found: dict[Seat, Counter[Presence]] = defaultdict(Counter)
        for one in self._rows.attendances:
            if self._counts(one.plan_id, one.first_on) and self._counts(one.plan_id, one.last_on):
                found[one.group_id, one.plan_id][one.presence] += one.sessions
        return found

    def _placements_by_seat(self) -> dict[Seat, list[Placement]]:
        """A placement belongs to the group that the participant had joined last when it was offered."""
        joined: dict[UUID, list[tuple[date, UUID]]] = defaultdict(list)
        for one in self._belonging:
            joined[one.plan_id].append((one.joined_on(self._as_of) or date.min, one.group_id))
        found: dict[Seat, list[Placement]] = defaultdict(list)
        for placement in sorted(self._rows.placements, key=lambda one: one.placement_id):
            offered_on, plan_id = placement.offered_on, placement.plan_id
            if joined[plan_id] and offered_on and self._counts(plan_id, offered_on):
                earlier = [pair for pair in joined[plan_id] if pair[0] <= offered_on]
                _, group_id = max(earlier) if earlier else min(joined[plan_id])
                found[group_id, plan_id].append(self._as_it_was(placement))
        return found

    def _as_it_was(self, placement: Placement) -> Placement:
        """Without the steps that do not count, or not yet."""
        steps = ("accepted_on", "started_on", "ended_on")
        uncounted = [one for one in steps if not self._counts(placement.plan_id, getattr(placement, one))]
        result = None if "ended_on" in uncounted else placement.led_to
        return replace(placement, **dict.fromkeys(uncounted), led_to=result)
