"""What prevents an exit? Every blocker at once (P-17)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Refused
from planning.dates.by_date import in_force
from planning.plan import Plan
from planning.plan.activity import Activity
from planning.plan.exits import TO_STUDIES, TO_WORK, WAITS_FOR_NOBODY
from samplan.contracts.codes import Agency, ExitClass, Track


class CloseRule(StrEnum):
    HEALTH_TRACK_NOT_FOLLOWED_UP = "health_track_not_followed_up"
    ACTIVITY_STARTS_AFTER_EXIT = "activity_starts_after_exit"
    ACTIVITY_ENDS_AFTER_EXIT = "activity_ends_after_exit"
    OWN_ACTIVITY_OPEN = "own_activity_open"
    NO_SUMMARY = "no_summary"
    PROPOSAL_UNANSWERED = "proposal_unanswered"


class ExitBlocked(Refused):
    """The close check: every blocker at once, as codes (P-17)."""

    code = "exit_blocked"
    title: ClassVar[str] = "The plan cannot be closed yet"


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """`agency`: the one that can remove it. `activity_id`: the activity that it is about."""

    rule: CloseRule
    agency: Agency
    activity_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Closing:
    """An exit that an agency wants to record. `to`: None until it is known, so that every rule applies."""

    to: ExitClass | None
    on: date
    by: Agency

    @property
    def waits_for_nobody(self) -> bool:
        """After a death, and for a participant who never was one, no agency is asked."""
        return self.to in WAITS_FOR_NOBODY

    @property
    def is_to_work_or_studies(self) -> bool:
        return self.to is None or self.to in TO_WORK | TO_STUDIES


def blockers_of(plan: Plan, closing: Closing) -> list[Blocker]:
    """What prevents the exit, in the order of the rules."""
    found = [*out_of_order(plan, closing, plan.activities.values())]
    if not closing.waits_for_nobody:
        found += _unfinished(plan, closing)
    return found


def require_nothing_blocks(plan: Plan, closing: Closing) -> None:
    """Raises ExitBlocked."""
    refuse_for(blockers_of(plan, closing))


def refuse_for(blockers: Iterable[Blocker]) -> None:
    """Raises ExitBlocked if there are any."""
    if rules := list(dict.fromkeys(one.rule.value for one in blockers)):
        raise ExitBlocked(blockers=rules)


def out_of_order(plan: Plan, closing: Closing, items: Iterable[Activity]) -> Iterator[Blocker]:
    """The exit would come before what it follows."""
    if in_force(plan.tracks, closing.on) is Track.HEALTH and closing.is_to_work_or_studies:
        yield Blocker(rule=CloseRule.HEALTH_TRACK_NOT_FOLLOWED_UP, agency=closing.by)
    for one in items:
        if one.is_current and one.begins_on > closing.on:
            yield _of(one, CloseRule.ACTIVITY_STARTS_AFTER_EXIT)
        if one.ended_on and one.ended_on > closing.on:
            yield _of(one, CloseRule.ACTIVITY_ENDS_AFTER_EXIT)


def _unfinished(plan: Plan, closing: Closing) -> Iterator[Blocker]:
    if plan.ending.summary is None:
        yield Blocker(rule=CloseRule.NO_SUMMARY, agency=closing.by)
    for one in plan.activities.values():
        if one.is_current and one.owner == closing.by:
            yield _of(one, CloseRule.OWN_ACTIVITY_OPEN)
        if one.owner == closing.by and one.waits_for_answer:
            yield _of(one, CloseRule.PROPOSAL_UNANSWERED)


def _of(item: Activity, rule: CloseRule) -> Blocker:
    return Blocker(rule=rule, agency=item.owner, activity_id=item.id)
