"""How the gaps of a returned form are sent."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from chassis.http.fields import Code, StrictModel
from chassis.http.forms import Checked
from referral.case.coded_form import Gap
from referral.form.fields import POINTERS


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


def _gaps(sent: list[NamedGap]) -> tuple[Gap, ...]:
    return tuple(Gap(pointer=gap.pointer, code=gap.code.value) for gap in sent)


GAPS = Checked(
    Annotated[list[NamedGap], Field(min_length=1, max_length=len(POINTERS))],
    [{"pointer": "#/circumstances/childcare", "code": "missing"}],
    _gaps,
)
