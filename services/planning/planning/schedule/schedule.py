"""What happens when in a group's term. It names no participant."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from chassis.decisions.commands import Command, Records
from planning.groups import Group
from planning.office import Office
from planning.sessions.planned_sessions import sessions_of
from planning.sessions.session import SessionStatus
from planning.terms import Term
from planning.terms.days_off import days_off
from samplan.contracts.codes import Agency

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class Kind(StrEnum):
    SESSION = "session"
    PLACEMENT = "placement"
    DAY_OFF = "day_off"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`id` stays the same whatever changes. Without times it takes whole days, `last` included."""

    id: UUID
    kind: Kind
    first: date
    last: date
    begins_at: time | None = None
    ends_at: time | None = None
    is_cancelled: bool = False
    period: int | None = None
    holiday: str | None = None

    @property
    def begins(self) -> datetime | None:
        return self._at(self.begins_at)

    @property
    def ends(self) -> datetime | None:
        return self._at(self.ends_at)

    def _at(self, clock: time | None) -> datetime | None:
        return None if clock is None else datetime.combine(self.first, clock, STOCKHOLM)


@dataclass(frozen=True, kw_only=True)
class Schedule:
    group_id: UUID
    formed_on: date
    entries: tuple[Entry, ...]


class ShowSchedule(Command[Office]):
    """For the group's owner, and the keeper. They give it to the participants."""

    group_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Schedule:
        group = work.load(
            Group, self.group_id, if_shown=lambda group: group.is_shown_to(self.by, office.keeper)
        )
        return schedule_today(group, work, office)


def schedule_today(group: Group, work: Records, office: Office) -> Schedule:
    term = office.term(group.programme, group.term, group.begins_on)
    cancelled = {
        date.fromisoformat(row["day"])
        for row in sessions_of(group.id, work)
        if row["status"] == SessionStatus.CANCELLED
    }
    return schedule_of(group, term, cancelled)


def schedule_of(group: Group, term: Term, cancelled: Collection[date]) -> Schedule:
    """`cancelled`: the days of the sessions that were."""
    entries = (*_sessions(group, term, cancelled), *_placements(group, term), *_days_off(group, term))
    return Schedule(
        group_id=group.id,
        formed_on=group.formed_on,
        entries=tuple(sorted(entries, key=lambda one: (one.first, one.kind))),
    )


def _sessions(group: Group, term: Term, cancelled: Collection[date]) -> Iterable[Entry]:
    for day in group.days:
        yield Entry(
            id=_id_of(group, Kind.SESSION, day),
            kind=Kind.SESSION,
            first=day,
            last=day,
            begins_at=term.begins_at,
            ends_at=term.ends_at,
            is_cancelled=day in cancelled,
        )


def _placements(group: Group, term: Term) -> Iterable[Entry]:
    for period in range(1, len(term.placements) + 1):
        first, last = term.placement_days(group.begins_on, period)
        yield Entry(
            id=_id_of(group, Kind.PLACEMENT, period),
            kind=Kind.PLACEMENT,
            first=first,
            last=last,
            period=period,
        )


def _days_off(group: Group, term: Term) -> Iterable[Entry]:
    for day in term.days_off(group.begins_on):
        yield Entry(
            id=_id_of(group, Kind.DAY_OFF, day),
            kind=Kind.DAY_OFF,
            first=day,
            last=day,
            holiday=days_off(day.year)[day],
        )


def _id_of(group: Group, kind: Kind, which: date | int) -> UUID:
    return uuid5(group.id, f"{kind} {which}")
