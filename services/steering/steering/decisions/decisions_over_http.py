"""Decisions over HTTP."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from chassis.http.verbs import Resource
from samplan.contracts.codes.steering import BodyKind, DecisionKind
from steering.access import TheList, Writer
from steering.decisions.take_decision import Decision, DecisionFact, TakeDecision
from steering.forms import TYPES
from steering.register import Register

REGISTER = Register("decisions", Decision, DecisionFact)


class DecisionView(View):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "decisionId": "3a8b0f4d-2e6c-4f9b-9d57-914a3c0e5f04",
                    "programme": "malmokraften",
                    "body": "steering_group",
                    "matter": "targets",
                    "words": "Målen ändras, eftersom färre remitteras.",
                    "decidedOn": "2021-05-10",
                }
            ]
        }
    )

    decision_id: UUID
    programme: str
    body: BodyKind
    matter: DecisionKind
    words: str
    decided_on: date

    @classmethod
    def of(cls, decision: Decision) -> Self:
        return cls(
            decision_id=decision.id,
            programme=decision.programme,
            body=decision.body,
            matter=decision.matter,
            words=decision.words,
            decided_on=decision.since,
        )


DECISIONS = Resource(
    commands=TakeDecision,
    path="/v1/decisions",
    tag="steering",
    writer=Writer,
    view=DecisionView,
    answer="The decision",
    version="The decision's version",
    place=lambda decision: f"/v1/decisions?programme={decision.programme}",
    types=TYPES,
)


def list_decisions(asked: TheList) -> list[DecisionView]:
    """Of one programme, the earliest first."""
    return asked.records(REGISTER, DecisionView.of)
