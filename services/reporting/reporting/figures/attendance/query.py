"""How many participants attend how much?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reporting.answers.answer import Answer, BySex, ShareBySex
from reporting.answers.rate import Rate, rate
from reporting.disclosure_control.view import View
from reporting.groups.record import GroupRecord, Member, attendance, attendance_target, by_sex, everybody
from reporting.groups.scopes import Scope, parts_of

BINS = ((0, 49), (50, 59), (60, 69), (70, 79), (80, 89), (90, 100))
"""The first and the last whole percent of each; a part of a percent counts to the whole below it."""


class AttendanceBin(Answer):
    first_percent: int
    last_percent: int
    people: BySex


class Attendance(Answer):
    """Of participants whose attendance at any session is recorded."""

    scope: Scope
    participants: BySex
    sessions: ShareBySex  # attended, of those that count
    target_percent: int | None
    below_target: Rate | None  # None without a target
    bins: tuple[AttendanceBin, ...]


class AttendanceDistribution(Answer):
    programme: str
    rows: tuple[Attendance, ...]  # all together comes first


def attendance_distribution(view: View) -> AttendanceDistribution:
    rows = (_attendance(scope, records) for scope, records in parts_of(view.groups))
    return AttendanceDistribution(programme=view.programme.id, rows=tuple(rows))


def _attendance(scope: Scope, records: Sequence[GroupRecord]) -> Attendance:
    people = [one for one in everybody(records) if one.sessions]
    participants, target = by_sex(people), attendance_target(records)
    return Attendance(
        scope=scope,
        participants=participants,
        sessions=attendance(people),
        target_percent=target,
        below_target=None
        if target is None
        else rate(by_sex(people, lambda one: _percent(one) < target), participants),
        bins=tuple(_bin(first, last, people) for first, last in BINS),
    )


def _percent(member: Member) -> Fraction:
    return Fraction(100 * member.attended, member.sessions)


def _bin(first: int, last: int, people: Sequence[Member]) -> AttendanceBin:
    inside = by_sex(people, lambda one: first <= _percent(one) // 1 <= last)
    return AttendanceBin(first_percent=first, last_percent=last, people=inside)
