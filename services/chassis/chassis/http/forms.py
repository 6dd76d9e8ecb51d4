"""The strict form of a command: the request body, derived from the command's fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import Field as Bounds
from pydantic import Strict, create_model, model_validator
from pydantic.alias_generators import to_camel

from chassis.decisions.commands import Command, LongText, PlannedDate, ShortText
from chassis.http.fields import Id, Line, LocalDate, PastDate, StrictModel, Words

LONGEST_LIST = 100
"""The most items in a list. A list of codes has at most one item for each code."""

NEVER = date(2200, 1, 1)
"""Planned dates are before this one, so that day counts stay small."""


class Checked(NamedTuple):
    """For a type of the domain: what a form validates, a JSON example, and the conversion to the domain."""

    form: Any
    example: Any
    made: Callable[[Any], Any] | None = None


Types = Mapping[Any, Checked]

PLAIN: Types = {
    bool: Checked(bool, True),  # noqa: FBT003  # an example of a flag
    int: Checked(int, 1),
    date: Checked(PastDate, "2022-03-14"),
    PlannedDate: Checked(Annotated[LocalDate, Bounds(lt=NEVER)], "2022-06-30"),
    UUID: Checked(Id, "0f8fad5b-d9cb-469f-a165-70867728950e"),
    ShortText: Checked(Line, "En rad"),
    LongText: Checked(Words, "Några stycken"),
}


def form_of(
    command: type[Command[Any]], *, known: Collection[str], types: Types = PLAIN
) -> type[StrictModel]:
    """The request body of a command. `known` are the fields that path and token give."""
    hints = get_type_hints(command, include_extras=True)
    sent = [one for one in fields(command) if one.name not in known and one.default_factory is MISSING]
    checked = {one.name: _checked(hints[one.name], types) for one in sent}
    example = {to_camel(one.name): _shown(one, checked[one.name][1]) for one in sent}
    members: dict[str, Any] = {
        one.name: (checked[one.name][0], ... if one.default is MISSING else one.default) for one in sent
    }
    validators: dict[str, Any] = {"fits_together": model_validator(mode="after")(_fits_together(command))}
    form: type[StrictModel] = create_model(
        command.__name__,
        __base__=StrictModel,
        __module__=command.__module__,
        __cls_kwargs__={"json_schema_extra": {"examples": [example]}},
        __validators__=validators,
        **members,
    )
    return form


def members_of(form: StrictModel, command: type[Command[Any]], types: Types = PLAIN) -> dict[str, Any]:
    """The command's members, converted from the form's fields."""
    hints = get_type_hints(command, include_extras=True)
    return {name: _made(hints[name], getattr(form, name), types) for name in type(form).model_fields}


def _made(kind: Any, sent: Any, types: Types) -> Any:
    """Converts a list item by item to the command's collection type."""
    if sent is None:
        return None
    if kind in types:
        made = types[kind].made
        return made(sent) if made else sent
    one, *_ = get_args(kind) or (None,)
    if get_origin(kind) in (UnionType, Union):
        return _made(one, sent, types)
    return get_origin(kind)(_made(one, item, types) for item in sent) if isinstance(sent, list) else sent


def _fits_together(command: type[Command[Any]]) -> Callable[[Any], Any]:
    def check(form: Any) -> Any:
        command.check_form(form)
        return form

    return check


def _shown(one: Field[Any], example: Any) -> Any:
    """The example of a field; of an optional field it is the default."""
    return example if one.default is MISSING else one.default


def _checked(kind: Any, types: Types) -> tuple[Any, Any]:
    """The type to validate and an example. Raises TypeError, at start, for an unsupported type."""
    if kind in types:
        return types[kind].form, types[kind].example
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Annotated[kind, Strict(strict=False)], next(iter(kind)).value  # as `Code` does
    origin, (one, *others) = get_origin(kind), get_args(kind) or (None,)
    if origin in (UnionType, Union) and others == [NoneType]:
        form, example = _checked(one, types)
        return form | None, example
    if origin in (tuple, frozenset):
        form, example = _checked(one, types)
        longest = len(one) if isinstance(one, type) and issubclass(one, Enum) else LONGEST_LIST
        return Annotated[list[form], Bounds(min_length=1, max_length=longest)], [example]  # type: ignore[valid-type]  # made at start
    raise TypeError(f"no form type for {kind!r}")
