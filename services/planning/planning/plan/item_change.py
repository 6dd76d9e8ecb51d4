"""A change of an item that another agency than its owner has proposed, and that waits for an answer."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import NotFound, Refused
from samplan.contracts.codes import Agency, InterruptionReason
from samplan.contracts.codes.items import ItemChangeKind


class NoSuchChange(NotFound):
    """No change of that id waits for an answer."""


class ChangeWaits(Refused):
    code = "change_waits"
    title: ClassVar[str] = "A proposed change of the activity waits for its owner's answer"


class OwnItem(Refused):
    code = "own_activity"
    title: ClassVar[str] = "The agency owns the activity: change it, instead of proposing a change"


class MembersOfAnotherChange(Refused):
    code = "members_of_another_change"
    status = 422
    title: ClassVar[str] = "A completion has endsOn, an interruption a reason too, dates have both days"


@dataclass(frozen=True, kw_only=True)
class ItemChange:
    """`ends_on` and `reason`: of an end. `planned_from` and `planned_to`: of other days.

    `sealed`: the reason in words, where it is `other`.
    """

    id: UUID
    kind: ItemChangeKind
    proposed_by: Agency
    proposed_on: date
    ends_on: date | None = None
    reason: InterruptionReason | None = None
    planned_from: date | None = None
    planned_to: date | None = None
    sealed: str | None = None
