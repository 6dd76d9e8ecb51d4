"""What an agency is to do in plans, while the circle of the participant shows it the plan."""

from collections.abc import Iterator
from uuid import UUID

from chassis.decisions.commands import Records
from planning.after_exit.follow_ups import DUE
from planning.demands.open_demands import demands_upon
from planning.health.unanswered_requests import UNANSWERED
from planning.office import Office
from planning.proposals.unanswered_proposals import OURS
from planning.register.led_plans import led_among, led_plans, participants_of
from planning.register.list_plans import rows_told_to
from planning.to_do.awaited_agreements import agreements_awaited_of
from planning.to_do.own_tasks import demand_task
from planning.to_do.task import Asking, ToDoRule, Urgency, task
from samplan.bus.store.transactions import Row


def shared_tasks(asking: Asking, work: Records, office: Office) -> Iterator[Row]:
    led = led_plans(asking.by, asking.keeper, asking.on, work)
    for plan in led:
        yield from _of_plan(plan, asking)
    yield from _ending_consents(led, asking, work, office)
    yield from _follow_ups(asking, work)
    yield from _awaited(asking, work)
    yield from _waiting_answers(asking, work)
    yield from _owed(asking, work, office)


def _of_plan(plan: Row, asking: Asking) -> Iterator[Row]:
    where = (plan["plan_id"], plan, f"/v1/plans/{plan['plan_id']}")
    is_awaited = plan["agreed_on"] is None and not plan["study_visit"]
    if is_awaited and asking.is_near(plan["plan_due_on"]):
        due_on = plan["plan_due_on"]
        yield task(ToDoRule.AGREEMENT_DUE, asking.urgency_of(due_on), due_on, *where)
    if plan["is_without_activity"]:
        yield task(ToDoRule.PLAN_WITHOUT_ACTIVITY, Urgency.WAITING, plan["opened_on"], *where)


def _ending_consents(led: list[Row], asking: Asking, work: Records, office: Office) -> Iterator[Row]:
    circles = office.circles_today({UUID(plan["participant_id"]) for plan in led}, work)
    for plan in led:
        last_day = circles[UUID(plan["participant_id"])].shared_until(asking.keeper)
        if last_day is not None and last_day <= asking.until:
            link = f"/v1/plans/{plan['plan_id']}"
            rule = ToDoRule.CONSENT_ENDS
            yield task(rule, Urgency.AHEAD, last_day.isoformat(), plan["plan_id"], plan, link)


def _follow_ups(asking: Asking, work: Records) -> Iterator[Row]:
    """Of the former participants whose plan the agency led."""
    due = DUE.rows_after(work.rows, {"as_of": asking.until.isoformat()})
    led = led_among([one["plan_id"] for one in due], asking.by, asking.keeper, work)
    for one in due:
        if one["plan_id"] in led:
            day = one["follow_up_on"]
            link = f"/v1/plans/{one['plan_id']}"
            yield task(ToDoRule.FOLLOW_UP_DUE, asking.urgency_of(day), day, one["plan_id"], one, link)


def _awaited(asking: Asking, work: Records) -> Iterator[Row]:
    for one in agreements_awaited_of(asking.by, work):
        link = f"/v1/plans/{one['plan_id']}"
        rule = ToDoRule.AGREEMENT_AWAITED
        yield task(rule, Urgency.WAITING, one["since"], one["plan_id"], one, link)


def _waiting_answers(asking: Asking, work: Records) -> Iterator[Row]:
    agency = {"agency": asking.by.value}
    for one in OURS.rows_after(work.rows, agency):
        if one["owner_agency"] == asking.by:
            link = f"/v1/plans/{one['plan_id']}/activities/{one['activity_id']}"
            rule = ToDoRule.PROPOSAL_UNANSWERED
            yield task(rule, Urgency.WAITING, one["proposed_on"], one["proposal_id"], one, link)
    for one in UNANSWERED.rows_after(work.rows, agency):
        link = f"/v1/health-requests/{one['assessment_id']}"
        rule = ToDoRule.HEALTH_REQUEST_UNANSWERED
        yield task(rule, Urgency.WAITING, one["requested_on"], one["assessment_id"], one, link)


def _owed(asking: Asking, work: Records, office: Office) -> Iterator[Row]:
    """What the agency owes a participant by a demand of another agency."""
    upon = [one for one in demands_upon(asking.by, asking.until, work) if one["agency"] != asking.by]
    owed = rows_told_to(asking.by, upon, "agency", work, office)
    participants = participants_of([one["plan_id"] for one in owed], work)
    for one in owed:
        yield demand_task({**one, "participant_id": str(participants[one["plan_id"]])}, asking)
