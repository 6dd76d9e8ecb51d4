"""What an agency is to do with its own records: no end of a consent takes it off the list (C-09)."""

from collections.abc import Iterator

from chassis.decisions.commands import Records
from planning.demands.open_demands import demands_upon
from planning.meetings.table import WITHOUT_NOTES
from planning.register.table import reader
from planning.to_do.item_days import items_behind
from planning.to_do.task import Asking, ToDoRule, Urgency, task
from samplan.bus.store.transactions import Row


def own_tasks(asking: Asking, work: Records) -> Iterator[Row]:
    for one in items_behind(asking.by, asking.on, work):
        rule = ToDoRule.ITEM_PAST_ITS_END if one["has_started"] else ToDoRule.ITEM_NOT_STARTED
        link = f"/v1/plans/{one['plan_id']}/activities/{one['activity_id']}"
        yield task(rule, Urgency.OVERDUE, one["planned_on"], one["activity_id"], one, link)
    for one in demands_upon(asking.by, asking.until, work):
        if one["agency"] == asking.by:
            yield demand_task(one, asking)
    for one in WITHOUT_NOTES.rows_after(work.rows, {"reader": reader(asking.by)}):
        link = f"/v1/meetings/{one['meeting_id']}"
        rule = ToDoRule.MEETING_WITHOUT_NOTES
        yield task(rule, Urgency.WAITING, one["held_on"], one["meeting_id"], one, link)


def demand_task(one: Row, asking: Asking) -> Row:
    urgency = asking.urgency_of(one["due_on"])
    link = f"/v1/demands/{one['demand_id']}"
    return task(ToDoRule.DEMAND_DUE, urgency, one["due_on"], one["demand_id"], one, link)
