"""One item of a plan over HTTP. Its `ETag` is its own: no change of another item alters it (P-25)."""

from dataclasses import replace
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.fields import Id
from chassis.http.guessing import noting_refusals
from chassis.http.verbs import Resource
from planning.activities.disclose_item import DiscloseItem
from planning.activities.item_command import ItemDecision, NewItemCommand, OthersItemDecision
from planning.office import SeenItem
from planning.plan.circle_today import PLAN
from planning.showing.access import Answering, AnyReader, NewItemWriter, OwnItemWriter, PlanId, Writer
from planning.showing.item_view import EXAMPLE_ITEM, ActivityView, item_members
from planning.showing.show_plan import Purpose
from samplan.contracts.codes import ConsentPurpose

IN_WORDS = {
    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
    "reasonInWords": None,
    "changeInWords": None,
}


class ItemView(ActivityView):
    """One agency's item in a plan.

    `reasonInWords`: why it was interrupted or declined, to its owner. `changeInWords`: why another agency
    proposes to interrupt it, to both. They are null in the answer to a command, and once the participant is
    erased.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{**EXAMPLE_ITEM, **IN_WORDS}]})

    plan_id: UUID
    reason_in_words: str | None
    change_in_words: str | None

    @classmethod
    def of(cls, seen: SeenItem) -> Self:
        words = {"reason_in_words": seen.reason_in_words, "change_in_words": seen.change_in_words}
        return cls(plan_id=seen.plan.id, **words, **item_members(seen.item))


def _place(seen: SeenItem) -> str:
    return f"/v1/plans/{seen.plan.id}/activities/{seen.activity_id}"


ITEMS = Resource(
    commands=ItemDecision,
    path="/v1/plans/{planId}/activities/{activityId}",
    tag="activities",
    writer=OwnItemWriter,
    view=ItemView,
    answer="The activity after the change",
    version="The activity's own version",
)
"""What an agency decides of its own items waits for no consent."""

NEW_ITEMS = replace(
    ITEMS, commands=NewItemCommand, path="/v1/plans/{planId}/activities", writer=NewItemWriter, place=_place
)

OTHERS_ITEMS = replace(ITEMS, commands=OthersItemDecision, writer=Writer)

ActivityId = Annotated[Id, Path(alias="activityId")]


def show_item(
    plan_id: PlanId,
    activity_id: ActivityId,
    caller: AnyReader,
    answering: Answering,
    purpose: Purpose = ConsentPurpose.COORDINATION,
) -> Response:
    """Its `ETag` is asked for by the commands on it. An agency sees its own whatever consent has ended.

    To another agency than its owner and the keeper this is a disclosure, logged with its `purpose`.
    """
    asked = DiscloseItem(
        plan_id=plan_id, activity_id=activity_id, by=caller.agency, role=caller.role, purpose=purpose
    )
    with noting_refusals(caller, PLAN, purpose):
        return view_response(answering(asked), ItemView.of)


RESOURCES = (NEW_ITEMS, ITEMS, OTHERS_ITEMS)

items = APIRouter(tags=[ITEMS.tag])
items.get(ITEMS.path, summary="Visa en aktivitet · Show an activity", responses=ITEMS.answers())(show_item)
