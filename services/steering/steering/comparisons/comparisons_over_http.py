"""Comparisons of registers over HTTP: one with its counts, and a programme's list."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from chassis.http.fields import Code, StrictModel, View
from chassis.http.forms import Checked
from chassis.http.verbs import Resource
from samplan.contracts.codes.registers import DifferenceReason, RegisterCode
from samplan.contracts.codes.steering import SteeringRole
from steering.access import TheList, Writer
from steering.comparisons.comparison import Comparison, ComparisonFact, Difference, Likeness
from steering.comparisons.report_comparison import ReportComparison
from steering.forms import TYPES
from steering.register import Register

REGISTER = Register("comparisons", Comparison, ComparisonFact)
Number = Annotated[int, Field(ge=0, le=99999)]
_DIFFERENCE: dict[str, Any] = {"reason": "exit_reason_blank", "count": 12}
_LIKENESS: dict[str, Any] = {"registerCode": "scb", "peopleInEither": 4295, "peopleAlike": 4103}
_WHICH: dict[str, Any] = {
    "comparisonId": "3a7d9c40-5b1e-5f28-8c63-1d4f6e2b9a03",
    "programme": "malmokraften",
    "registerCode": "sus",
    "lastDay": "2021-12-31",
    "reportedOn": "2022-02-01",
}


class DifferenceForm(StrictModel):
    model_config = ConfigDict(json_schema_extra={"examples": [_DIFFERENCE]})

    reason: Code[DifferenceReason]
    count: Number


class LikenessForm(StrictModel):
    """Of those in either register, how many both describe alike."""

    model_config = ConfigDict(json_schema_extra={"examples": [_LIKENESS]})

    register_code: Code[RegisterCode]
    people_in_either: Number
    people_alike: Number


class DifferenceView(View):
    model_config = ConfigDict(json_schema_extra={"examples": [_DIFFERENCE]})

    reason: DifferenceReason
    count: int


class LikenessView(View):
    model_config = ConfigDict(json_schema_extra={"examples": [_LIKENESS]})

    register_code: RegisterCode
    people_in_either: int
    people_alike: int


class ComparisonView(View):
    """What an agency found in its register. The person who reported it is not shown, only their role."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_WHICH,
                    "firstDay": "2018-03-01",
                    "people": 4290,
                    "participations": 4302,
                    "anonymous": 12,
                    "differences": [_DIFFERENCE],
                    "likeness": [_LIKENESS],
                    "reportedBy": "process_leader",
                }
            ]
        }
    )

    comparison_id: UUID
    programme: str
    register_code: RegisterCode
    first_day: date
    last_day: date
    people: int
    participations: int
    anonymous: int
    differences: tuple[DifferenceView, ...]
    likeness: tuple[LikenessView, ...]
    reported_by: SteeringRole
    reported_on: date

    @classmethod
    def of(cls, comparison: Comparison) -> Self:
        plain = (
            "programme",
            "register_code",
            "first_day",
            "last_day",
            "people",
            "participations",
            "anonymous",
        )
        return cls(
            comparison_id=comparison.id,
            **{name: getattr(comparison, name) for name in (*plain, "reported_by")},
            reported_on=comparison.since,
            differences=tuple(DifferenceView(**vars(one)) for one in comparison.differences),
            likeness=tuple(LikenessView(**vars(one)) for one in comparison.likeness),
        )


COMPARISONS = Resource(
    commands=ReportComparison,
    path="/v1/register-comparisons",
    tag="steering",
    writer=Writer,
    view=ComparisonView,
    answer="The comparison as it was reported",
    version="The comparison's version",
    place=lambda comparison: f"/v1/register-comparisons?programme={comparison.programme}",
    types={
        **TYPES,
        Difference: Checked(DifferenceForm, _DIFFERENCE, lambda form: Difference(**dict(form))),
        Likeness: Checked(LikenessForm, _LIKENESS, lambda form: Likeness(**dict(form))),
    },
)


def list_comparisons(asked: TheList) -> list[ComparisonView]:
    """Of one programme, the earliest first."""
    return asked.records(REGISTER, ComparisonView.of)
