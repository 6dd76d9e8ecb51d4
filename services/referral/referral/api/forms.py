"""What agencies send beside the referral form and the meeting: the decisions, each with its day."""

from typing import Any

from pydantic import ConfigDict

from chassis.http.fields import Code, PastDate, StrictModel, Words
from contracts.codes import DeclineReason, Mode


def _example(**members: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


class Decision(StrictModel):
    model_config = _example(occurredOn="2021-06-02")

    occurred_on: PastDate


class EnrolmentDecision(StrictModel):
    model_config = _example(mode="programme", occurredOn="2021-06-15")

    mode: Code[Mode]
    occurred_on: PastDate


class DeclineDecision(StrictModel):
    """The reason in words is kept sealed and published nowhere."""

    model_config = _example(
        reason="ongoing_intervention", words="Finishes Krami first", occurredOn="2021-06-15"
    )

    reason: Code[DeclineReason]
    words: Words | None = None
    occurred_on: PastDate
