"""A form that is refused for a field names in the same answer what it lacks (R-02)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from referral.form.completeness import gaps
from referral.form.fields import Form


def _all_at_once(sent: Any, validated: ValidatorFunctionWrapHandler) -> Any:
    try:
        return validated(sent)
    except ValidationError as broken:
        wrong = broken.errors(include_url=False)
        found: list[Any] = [*map(_again, wrong), *_gaps_beside(sent, [error["loc"] for error in wrong])]
        raise ValidationError.from_exception_data(broken.title, found) from None


WholeForm = Annotated[Form, WrapValidator(_all_at_once)]
"""One that is to be complete: gaps alone are named by `complete`."""


def _again(error: Mapping[str, Any]) -> dict[str, Any]:
    return {name: error[name] for name in ("type", "loc", "input", "ctx") if name in error}


def _gaps_beside(sent: Any, wrong: list[tuple[int | str, ...]]) -> Iterator[dict[str, Any]]:
    """What is missing in the fields that are not wrong."""
    try:
        rest = Form.model_validate(_without(sent, (), wrong))
    except ValidationError:  # no object, or a name of which we do not know the field
        return
    for gap in gaps(rest):
        at = tuple(gap["pointer"].removeprefix("#/").split("/"))
        if not any(at[: len(loc)] == loc for loc in wrong):
            yield {"type": "value_error", "loc": at, "input": None, "ctx": {"error": gap["code"]}}


def _without(value: Any, at: tuple[int | str, ...], wrong: list[tuple[int | str, ...]]) -> Any:
    if not isinstance(value, Mapping):
        return value
    kept = {name: part for name, part in value.items() if (*at, name) not in wrong}
    return {name: _without(part, (*at, name), wrong) for name, part in kept.items()}
