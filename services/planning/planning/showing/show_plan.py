"""One plan over HTTP. An agency that the participant has not named gets 404 for it."""

from fastapi import Response

from chassis.http.commands import view_response
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.verbs import Resource
from planning.plan import Plan, PlanCommand
from planning.showing.access import PlanId, Reader, Writer
from planning.showing.plan_view import PlanView

PLANS = Resource(
    commands=PlanCommand,
    path="/v1/plans/{planId}",
    tag="plans",
    writer=Writer,
    view=PlanView,
    answer="The plan after the change",
    version="The plan's version",
)


def show_plan(
    plan_id: PlanId, caller: Reader, application: TheApplication, settings: TheSettings
) -> Response:
    with application.reading() as work:
        plan = work.load(Plan, plan_id, if_shown=lambda plan: plan.is_open_to(caller.agency))
        if caller.agency != settings.agency:
            work.require_caught_up(*plan.rests_on)
        return view_response(plan, PlanView.of)
