"""Risks over HTTP."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.fields import Id, View
from chassis.http.verbs import Resource
from samplan.contracts.codes.steering import RiskKind, RiskSize
from steering.access import Reader, TheList, Writer
from steering.forms import TYPES
from steering.register import Register
from steering.risks.assess_risk import AssessRisk, AssessRiskAgain, CloseRisk
from steering.risks.risk import Risk, RiskFact
from steering.risks.show_risk import ShowRisk

REGISTER = Register("risks", Risk, RiskFact)
RiskId = Annotated[Id, Path(alias="riskId")]


class RiskView(View):
    """As it was assessed last. `indicator`: the one that tells early whether it grows."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "riskId": "5c0d216f-408e-4b1d-9f79-b36c5e207b06",
                    "programme": "malmokraften",
                    "risk": "few_referrals",
                    "size": "large",
                    "indicator": "participants",
                    "words": "Färre remitteras än planerat.",
                    "assessedOn": "2020-10-01",
                    "closedOn": None,
                }
            ]
        }
    )

    risk_id: UUID
    programme: str
    risk: RiskKind
    size: RiskSize | None
    indicator: str
    words: str
    assessed_on: date | None
    closed_on: date | None

    @classmethod
    def of(cls, risk: Risk) -> Self:
        return cls(
            risk_id=risk.id,
            programme=risk.programme,
            risk=risk.risk,
            size=risk.size,
            indicator=risk.indicator,
            words=risk.words,
            assessed_on=risk.assessed_on,
            closed_on=risk.closed_on,
        )


RISKS = Resource(
    commands=(AssessRiskAgain, CloseRisk),
    path="/v1/risks/{riskId}",
    tag="steering",
    writer=Writer,
    view=RiskView,
    answer="The risk as it now is",
    version="The risk's version",
    types=TYPES,
)
NEW_RISKS = RISKS.created_by(AssessRisk, at="/v1/risks", answer="The risk, as it is assessed")


def show_risk(risk_id: RiskId, caller: Reader, look_up: LookingUp) -> Response:
    """For the agencies of its programme; others get 404."""
    asked = ShowRisk(risk_id=risk_id, by=caller.agency, programmes=caller.programmes)
    return view_response(look_up(asked), RiskView.of)


def list_risks(asked: TheList) -> list[RiskView]:
    """Of one programme, the earliest first, with those that are closed."""
    return asked.records(REGISTER, RiskView.of)
