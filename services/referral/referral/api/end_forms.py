"""What agencies send to end a referral."""

from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from chassis.http.fields import Code, PastDate, StrictModel, Words
from referral.domain.end_facts import OngoingIntervention
from samplan.contracts.codes import DeclineReason

WHY: dict[str, Any] = {
    "reason": "ongoing_intervention",
    "intervention": "krami",
    "words": "Finishes Krami first",
    "occurredOn": "2021-06-15",
}


class DeclineDecision(StrictModel):
    """The reason in words and the ongoing intervention are kept sealed and published nowhere."""

    model_config = ConfigDict(json_schema_extra={"examples": [WHY]})

    reason: Code[DeclineReason]
    intervention: Code[OngoingIntervention] | None = None
    words: Words | None = None
    occurred_on: PastDate

    @model_validator(mode="after")
    def _only_of_an_ongoing_intervention(self) -> Self:
        if self.intervention and self.reason is not DeclineReason.ONGOING_INTERVENTION:
            raise ValueError("intervention_without_its_reason")
        return self

    def because(self) -> dict[str, Any]:
        return {"reason": self.reason, "intervention": self.intervention, "words": self.words}


class RoutingDecision(DeclineDecision):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "programme": "internationella-kvinnor",
                    "reason": "wrong_recipient",
                    "occurredOn": "2021-06-15",
                }
            ]
        }
    )

    programme: Annotated[str, Field(pattern="^[a-z0-9-]{1,48}$")]
