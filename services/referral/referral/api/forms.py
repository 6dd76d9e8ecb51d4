"""What agencies send beside the referral form and the meeting: decisions, each with its day."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field

from chassis.http.fields import Code, PastDate, StrictModel
from referral.domain.state import Gap
from referral.form.completeness import POINTERS
from referral.form.example import EXAMPLE as FORM
from referral.form.fields import Form
from samplan.contracts.codes import Mode


def _example(**members: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


class Decision(StrictModel):
    model_config = _example(occurredOn="2021-06-02")

    occurred_on: PastDate


class EnrolmentDecision(StrictModel):
    model_config = _example(mode="programme", occurredOn="2021-06-15")

    mode: Code[Mode]
    occurred_on: PastDate


class GapCode(StrEnum):
    MISSING = "missing"
    UNCLEAR = "unclear"
    CONTRADICTORY = "contradictory"


def _of_the_form(pointer: str) -> str:
    if pointer not in POINTERS:
        raise ValueError("no_such_field")
    return pointer


class NamedGap(StrictModel):
    pointer: Annotated[str, Field(max_length=100), AfterValidator(_of_the_form)]
    code: Code[GapCode]


class ReturnDecision(StrictModel):
    model_config = _example(
        gaps=[{"pointer": "#/circumstances/childcare", "code": "missing"}], occurredOn="2021-06-02"
    )

    gaps: list[NamedGap] = Field(min_length=1, max_length=len(POINTERS))
    occurred_on: PastDate

    def found(self) -> tuple[Gap, ...]:
        return tuple(Gap(pointer=gap.pointer, code=gap.code.value) for gap in self.gaps)


class SupplementedForm(StrictModel):
    model_config = _example(form=FORM, occurredOn="2021-06-03")

    form: Form
    occurred_on: PastDate
