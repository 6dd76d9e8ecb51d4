"""The OpenAPI document describes each operation in two languages, and its examples are valid."""

import re
from typing import Any

import pytest
from pydantic import BaseModel

from chassis.http.forms import form_of
from planning.commands import COMMANDS
from planning.error_entry.plans_entered_in_error import PlanInError
from planning.mapping.mapping_view import AnswersView, MappingView
from planning.meetings.meeting_view import MeetingLine, MeetingView, NotesView
from planning.participant_page.own_plan_view import OwnPlanView
from planning.questions import RESOURCES
from planning.register.my_plans import CoordinatedPlan
from planning.register.overdue_plans import OverduePlan
from planning.register.plans_over_http import PlanReference
from planning.register.plans_without_activity import PlanWithoutActivity
from planning.showing.plan_view import PlanView
from planning.showing.show_plan import PLANS
from samplan.testing.harness import ServiceUnderTest


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def named_in(path: str) -> list[str]:
    return [re.sub(r"(?=[A-Z])", "_", one).lower() for one in re.findall(r"{(\w+)}", path)]


BODIES: list[type[BaseModel]] = [
    *(
        form_of(
            command,
            known={"by", *named_in(f"{resource.path}/{command.VERB.path}")},
            types=resource.types,
        )
        for resource in (PLANS, *RESOURCES)
        for command in COMMANDS
        if issubclass(command, resource.commands) and command.VERB
    ),
    PlanView,
    PlanReference,
    OverduePlan,
    PlanWithoutActivity,
    CoordinatedPlan,
    PlanInError,
    AnswersView,
    MappingView,
    MeetingLine,
    OwnPlanView,
    MeetingView,
    NotesView,
]


def test_every_operation_has_a_swedish_and_an_english_summary(service: ServiceUnderTest) -> None:
    found = operations(service.get("/openapi.json").json())
    assert {"get /v1/plans/{planId}", "post /v1/plans/{planId}/track"} <= found.keys()
    assert [name for name, one in found.items() if len(one["summary"].split(" · ")) != 2] == []


@pytest.mark.parametrize("model", BODIES, ids=lambda model: model.__name__)
def test_every_body_has_an_example_that_it_accepts_and_returns(model: type[BaseModel]) -> None:
    (example,) = model.model_json_schema()["examples"]
    assert model.model_validate(example).model_dump(mode="json", by_alias=True) == example
