"""One line of a to-do list: what is to be done, by which rule, and since or until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chassis.decisions.listing import Key
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency


class Urgency(StrEnum):
    """In the order in which the tasks are listed."""

    OVERDUE = "overdue"
    WAITING = "waiting"
    AHEAD = "ahead"


class ToDoRule(StrEnum):
    AGREEMENT_DUE = "agreement_due"
    AGREEMENT_AWAITED = "agreement_awaited"
    FOLLOW_UP_DUE = "follow_up_due"
    DEMAND_DUE = "demand_due"
    ITEM_NOT_STARTED = "item_not_started"
    ITEM_PAST_ITS_END = "item_past_its_end"
    CONSENT_ENDS = "consent_ends"
    PROPOSAL_UNANSWERED = "proposal_unanswered"
    HEALTH_REQUEST_UNANSWERED = "health_request_unanswered"
    MEETING_WITHOUT_NOTES = "meeting_without_notes"
    PLAN_WITHOUT_ACTIVITY = "plan_without_activity"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Whose list it is, on which day. `until`: the last day of what lies ahead."""

    by: Agency
    keeper: Agency
    on: date
    until: date

    def urgency_of(self, last_day: str) -> Urgency:
        return Urgency.OVERDUE if last_day < self.on.isoformat() else Urgency.AHEAD

    def is_near(self, day: str) -> bool:
        return day <= self.until.isoformat()


_RANK = {one: str(rank) for rank, one in enumerate(Urgency)}


def task(rule: ToDoRule, urgency: Urgency, day: str, record_id: str, row: Row, link: str) -> Row:
    """`day`: the last one in time, or the first one of what waits. `row`: it names the plan.

    It names the participant too, unless the record is the agency's own.
    """
    return {
        "rule": rule,
        "urgency": urgency,
        "day": day,
        "record_id": record_id,
        "plan_id": row["plan_id"],
        "participant_id": row.get("participant_id"),
        "responsible_role": row.get("role"),
        "link": link,
    }


def key_of(one: Row) -> Key:
    """The order of the list; unique, because no rule names a record twice."""
    return (_RANK[one["urgency"]], one["day"], str(one["rule"]), one["record_id"])
