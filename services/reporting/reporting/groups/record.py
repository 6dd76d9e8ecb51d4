"""A group with its participants, as it was at the end of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from reporting.answers.answer import BySex, Share, ShareBySex
from reporting.rows.groups.formed import Group
from reporting.rows.groups.placements import Placement
from samplan.contracts.codes import Sex


@dataclass(frozen=True, kw_only=True)
class Member:
    """`outcome`: `to_work`, `to_studies` or `other` once the participant has left the programme.

    `attended`: of the `sessions` that count by the term's rule; `placements`: offered while in the group.
    """

    plan_id: UUID
    sex: Sex | None
    is_in_it: bool
    outcome: str | None = None
    has_plan: bool = False
    has_portfolio: bool = False
    placements: tuple[Placement, ...] = ()
    attended: int = 0
    sessions: int = 0

    def also(self, other: Member) -> Member:
        """The same participant in both of two groups."""
        return replace(
            other,
            is_in_it=self.is_in_it or other.is_in_it,
            placements=(*self.placements, *other.placements),
            attended=self.attended + other.attended,
            sessions=self.sessions + other.sessions,
        )


@dataclass(frozen=True, kw_only=True)
class GroupRecord:
    """`sessions_held`: so far."""

    group: Group
    members: tuple[Member, ...]
    sessions_held: int
    has_ended: bool
    attendance_target: int | None


def everybody(records: Iterable[GroupRecord]) -> list[Member]:
    """Each participant once, who may have been in several of the groups."""
    found: dict[UUID, Member] = {}
    for one in (member for record in records for member in record.members):
        found[one.plan_id] = found[one.plan_id].also(one) if one.plan_id in found else one
    return list(found.values())


def by_sex(members: Iterable[Member], are: Callable[[Member], bool] = lambda _: True) -> BySex:
    """Those who are so."""
    number = Counter(one.sex for one in members if are(one))
    return BySex(women=number[Sex.WOMAN], men=number[Sex.MAN], total=number.total())


def attendance(members: Sequence[Member]) -> ShareBySex:
    """Of sessions: the sessions of one participant are alike, so an interval would be too narrow."""
    women, men = ([one for one in members if one.sex is sex] for sex in (Sex.WOMAN, Sex.MAN))
    return ShareBySex(women=_attended(women), men=_attended(men), total=_attended(members))


def _attended(members: Sequence[Member]) -> Share:
    return Share(
        numerator=sum(one.attended for one in members), denominator=sum(one.sessions for one in members)
    )


def attendance_target(records: Iterable[GroupRecord]) -> int | None:
    """In percent; None where the groups have no target, or not the same."""
    targets = {one.attendance_target for one in records}
    return targets.pop() if len(targets) == 1 else None
