"""The OpenAPI document says in two languages what each operation does, and its examples are true."""

from typing import Any

import pytest
from pydantic import BaseModel

from planning.api import forms, rows, views
from samplan.testing.harness import ServiceUnderTest


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


BODIES: list[type[BaseModel]] = [
    forms.Appointment,
    forms.TrackChoice,
    forms.Agreement,
    forms.ActivityStart,
    forms.Completion,
    forms.Interruption,
    forms.IncomeSupportNote,
    forms.Departure,
    views.PlanView,
    rows.PlanReference,
    rows.OverduePlan,
    rows.PlanWithoutActivity,
    rows.CoordinatedPlan,
    rows.PlanInError,
]


def test_every_operation_has_a_swedish_and_an_english_summary(service: ServiceUnderTest) -> None:
    found = operations(service.get("/openapi.json").json())
    assert len(found) == 15
    assert [name for name, one in found.items() if len(one["summary"].split(" · ")) != 2] == []


@pytest.mark.parametrize("model", BODIES)
def test_every_body_has_an_example_that_it_accepts_and_gives_back(model: type[BaseModel]) -> None:
    (example,) = model.model_json_schema()["examples"]
    assert model.model_validate(example).model_dump(mode="json", by_alias=True) == example
