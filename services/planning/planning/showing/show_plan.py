"""The planning service over HTTP. An agency that the participant has not named gets 404 for her plan."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Path, Request, Response

from chassis.decisions.work import Application
from chassis.http.commands import view_response
from chassis.http.fields import Id
from planning.api.access import PLAN, PlanId, Reader, Writer
from planning.api.forms import (
    ActivityStart,
    Agreement,
    Appointment,
    Completion,
    Departure,
    IncomeSupportNote,
    Interruption,
    TrackChoice,
)
from planning.api.views import PlanView
from planning.commands import (
    AgreePlan,
    AppointCoordinator,
    ChooseTrack,
    CompleteActivity,
    InterruptActivity,
    RecordExit,
    RecordIncomeSupport,
    StartActivity,
)
from planning.domain.plan import Plan
from planning.domain.refusals import PlanNotFound
from planning.queries.register import is_open_to

router = APIRouter(prefix="/v1/plans/{planId}", tags=["plans"])


@router.get("", summary="Visa en plan · Show a plan", responses=PLAN)
def show_plan(plan_id: PlanId, caller: Reader, request: Request) -> Response:
    application: Application = request.app.state.application
    with application.reading() as work:
        if not is_open_to(plan_id, caller.agency, work):
            raise PlanNotFound
        return view_response(work.load(Plan, plan_id), PlanView.of)


@router.post("/coordinator", summary="Utse samordnare · Appoint the coordinator", responses=PLAN)
def appoint_coordinator(plan_id: PlanId, form: Appointment, writer: Writer) -> Response:
    asked = AppointCoordinator(
        plan_id=plan_id, by=writer.caller.agency, on=form.occurred_on, agency=form.agency
    )
    return writer.change(asked, plan_id, PlanView.of)


@router.post("/track", summary="Välj spår · Choose the track", responses=PLAN)
def choose_track(plan_id: PlanId, form: TrackChoice, writer: Writer) -> Response:
    """HEALTH is followed by EDUCATION or WORK before an exit to work or studies."""
    asked = ChooseTrack(plan_id=plan_id, by=writer.caller.agency, on=form.occurred_on, track=form.track)
    return writer.change(asked, plan_id, PlanView.of)


@router.post("/agreement", summary="Kom överens om planen · Agree the plan", responses=PLAN)
def agree_plan(plan_id: PlanId, form: Agreement, writer: Writer) -> Response:
    """Agreed by the participant and by every agency with a current activity."""
    asked = AgreePlan(
        plan_id=plan_id,
        by=writer.caller.agency,
        on=form.occurred_on,
        agencies=tuple(sorted(set(form.agencies))),
    )
    return writer.change(asked, plan_id, PlanView.of)


@router.post("/activities", summary="Påbörja en aktivitet · Start an activity", responses=PLAN)
def start_activity(plan_id: PlanId, form: ActivityStart, writer: Writer) -> Response:
    """The calling agency owns it. It is the last one in the answer's `activities`."""
    asked = StartActivity(
        plan_id=plan_id,
        by=writer.caller.agency,
        on=form.occurred_on,
        activity_id=uuid4(),
        kind=form.kind,
    )
    return writer.change(asked, plan_id, PlanView.of)


@router.post(
    "/activities/{activityId}/completion",
    summary="Slutför en aktivitet · Complete an activity",
    responses=PLAN,
)
def complete_activity(
    plan_id: PlanId, activity_id: Annotated[Id, Path(alias="activityId")], form: Completion, writer: Writer
) -> Response:
    """Only its owner may: anyone else gets 403."""
    asked = CompleteActivity(
        plan_id=plan_id, by=writer.caller.agency, on=form.occurred_on, activity_id=activity_id
    )
    return writer.change(asked, plan_id, PlanView.of)


@router.post(
    "/activities/{activityId}/interruption",
    summary="Avbryt en aktivitet · Interrupt an activity",
    responses=PLAN,
)
def interrupt_activity(
    plan_id: PlanId, activity_id: Annotated[Id, Path(alias="activityId")], form: Interruption, writer: Writer
) -> Response:
    """Only its owner may: anyone else gets 403."""
    asked = InterruptActivity(
        plan_id=plan_id,
        by=writer.caller.agency,
        on=form.occurred_on,
        activity_id=activity_id,
        reason=form.reason,
    )
    return writer.change(asked, plan_id, PlanView.of)


@router.post("/income-support", summary="Notera försörjning · Record income support", responses=PLAN)
def record_income_support(plan_id: PlanId, form: IncomeSupportNote, writer: Writer) -> Response:
    """At entry and at exit; the one at exit also after the exit."""
    asked = RecordIncomeSupport(
        plan_id=plan_id,
        by=writer.caller.agency,
        on=form.occurred_on,
        at=form.at,
        income_support=form.income_support,
    )
    return writer.change(asked, plan_id, PlanView.of)


@router.post("/exit", summary="Avsluta · Record the exit", responses=PLAN)
def record_exit(plan_id: PlanId, form: Departure, writer: Writer) -> Response:
    """Closes the plan and interrupts what is going on; 409 lists every blocker at once."""
    asked = RecordExit(
        plan_id=plan_id,
        by=writer.caller.agency,
        on=form.occurred_on,
        exit_class=form.exit_class,
        subsidy_kind=form.subsidy_kind,
    )
    return writer.change(asked, plan_id, PlanView.of)
