"""What agencies send: one form per decision, each with the day it was made."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from chassis.http.fields import Code, PastDate, StrictModel
from samplan.contracts.codes import (
    ActivityKind,
    Agency,
    ExitClass,
    IncomeSupport,
    InterruptionReason,
    Occasion,
    SubsidyKind,
    Track,
)


def _example(**members: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


class Appointment(StrictModel):
    model_config = _example(agency="malmo-ifo", occurredOn="2022-02-07")

    agency: Code[Agency]
    occurred_on: PastDate


class TrackChoice(StrictModel):
    model_config = _example(track="education", occurredOn="2022-02-21")

    track: Code[Track]
    occurred_on: PastDate


class Agreement(StrictModel):
    model_config = _example(agencies=["af", "malmo-ifo"], occurredOn="2022-03-14")

    agencies: Annotated[list[Code[Agency]], Field(min_length=1, max_length=len(Agency))]
    occurred_on: PastDate


class ActivityStart(StrictModel):
    model_config = _example(kind="swedish_studies", occurredOn="2022-03-21")

    kind: Code[ActivityKind]
    occurred_on: PastDate


class Completion(StrictModel):
    model_config = _example(occurredOn="2022-06-10")

    occurred_on: PastDate


class Interruption(StrictModel):
    model_config = _example(reason="started_work", occurredOn="2022-05-02")

    reason: Code[InterruptionReason]
    occurred_on: PastDate


class IncomeSupportNote(StrictModel):
    model_config = _example(at="entry", incomeSupport="ekonomiskt_bistand", occurredOn="2022-02-07")

    at: Code[Occasion]
    income_support: Code[IncomeSupport]
    occurred_on: PastDate


class Departure(StrictModel):
    model_config = _example(exitClass="work_subsidised", subsidyKind="nystartsjobb", occurredOn="2022-08-15")

    exit_class: Code[ExitClass]
    subsidy_kind: Code[SubsidyKind] | None = None
    occurred_on: PastDate
