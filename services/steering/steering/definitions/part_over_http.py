"""A part of a definition in forms and answers."""

from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field

from chassis.http.fields import Code, StrictModel, View
from chassis.http.forms import Checked, Types
from samplan.contracts.codes import Agency, ExitClass, IncomeSupport, Sex, SubsidyKind
from samplan.contracts.codes.indicators import What
from steering import forms
from steering.definitions.part import Part

EXAMPLE: dict[str, Any] = {
    "counts": "exits",
    "exits": ["studies_student_aid", "studies_retained_support"],
}
Days = Annotated[int, Field(ge=0, le=3660)]


class PartForm(StrictModel):
    """A filter that is left out lets everything pass."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    counts: Code[What]
    sexes: list[Code[Sex]] = Field(default_factory=list, max_length=len(Sex))
    agencies: list[Code[Agency]] = Field(default_factory=list, max_length=len(Agency))
    income_support: list[Code[IncomeSupport]] = Field(default_factory=list, max_length=len(IncomeSupport))
    exits: list[Code[ExitClass]] = Field(default_factory=list, max_length=len(ExitClass))
    kinds: list[Code[SubsidyKind]] = Field(default_factory=list, max_length=len(SubsidyKind))
    in_time: bool = False
    within_days: Days | None = None
    followed_days: Days | None = None


class PartView(View):
    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    counts: What
    sexes: tuple[Sex, ...] = ()
    agencies: tuple[Agency, ...] = ()
    income_support: tuple[IncomeSupport, ...] = ()
    exits: tuple[ExitClass, ...] = ()
    kinds: tuple[SubsidyKind, ...] = ()
    in_time: bool = False
    within_days: int | None = None
    followed_days: int | None = None

    @classmethod
    def of(cls, part: Part) -> Self:
        return cls(**vars(part))


def _part(form: PartForm) -> Part:
    stated = ((name, getattr(form, name)) for name in PartForm.model_fields)
    members: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in stated}
    return Part(**members)


TYPES: Types = {**forms.TYPES, Part: Checked(PartForm, EXAMPLE, _part)}
