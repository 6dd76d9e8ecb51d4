"""One plan over HTTP. An agency that may not know of it, and has no item in it, gets 404."""

from typing import Annotated

from fastapi import Query, Response

from chassis.http.commands import view_response
from chassis.http.fields import Code
from chassis.http.guessing import noting_refusals
from chassis.http.verbs import Resource
from planning.office import WholePlanDecision
from planning.plan.circle_today import PLAN
from planning.showing.access import Answering, AnyReader, PlanId, Writer
from planning.showing.disclose_plan import DisclosePlan
from planning.showing.plan_view import PlanView
from samplan.contracts.codes import ConsentPurpose

PLANS = Resource(
    commands=WholePlanDecision,
    path="/v1/plans/{planId}",
    tag="plans",
    writer=Writer,
    view=PlanView,
    answer="The plan after the change",
    version="The plan's version",
)

Purpose = Annotated[Code[ConsentPurpose], Query()]


def show_plan(
    plan_id: PlanId,
    caller: AnyReader,
    answering: Answering,
    purpose: Purpose = ConsentPurpose.COORDINATION,
) -> Response:
    """To another agency than the keeper this is a disclosure, logged for the participant with its `purpose`.

    An agency whose consent has ended sees its own items alone, with `sharingIsClosed`.
    """
    asked = DisclosePlan(plan_id=plan_id, by=caller.agency, role=caller.role, purpose=purpose)
    with noting_refusals(caller, PLAN, purpose):
        return view_response(answering(asked), PlanView.of)
