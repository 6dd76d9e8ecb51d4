"""How many of a group have gone to work or to studies, and how much do they attend?"""

from __future__ import annotations

from collections.abc import Sequence

from reporting.answers.answer import Answer, BySex, ShareBySex
from reporting.answers.rate import Rate, rate
from reporting.disclosure_control.view import View
from reporting.groups.record import GroupRecord, attendance, attendance_target, by_sex, everybody
from reporting.groups.scopes import Scope, parts_of
from reporting.programmes.indicators import TO_STUDIES, TO_WORK


class GroupResult(Answer):
    """A participant in several groups counts in each of them, and once in all together."""

    scope: Scope
    groups: int
    starters: BySex
    still_in_it: BySex
    to_work: Rate
    to_studies: Rate
    attendance: ShareBySex  # of sessions
    attendance_target: int | None  # in percent
    attendance_is_met: bool | None


class GroupResults(Answer):
    programme: str
    rows: tuple[GroupResult, ...]  # all together comes first


def group_results(view: View) -> GroupResults:
    rows = (_result(scope, records) for scope, records in parts_of(view.groups))
    return GroupResults(programme=view.programme.id, rows=tuple(rows))


def _result(scope: Scope, records: Sequence[GroupRecord]) -> GroupResult:
    people, target = everybody(records), attendance_target(records)
    starters, attended = by_sex(people), attendance(people)
    fraction = attended.total.fraction
    return GroupResult(
        scope=scope,
        groups=len(records),
        starters=starters,
        still_in_it=by_sex(people, lambda one: one.is_in_it),
        to_work=rate(by_sex(people, lambda one: one.outcome == TO_WORK), starters),
        to_studies=rate(by_sex(people, lambda one: one.outcome == TO_STUDIES), starters),
        attendance=attended,
        attendance_target=target,
        attendance_is_met=None if target is None or fraction is None else 100 * fraction >= target,
    )
