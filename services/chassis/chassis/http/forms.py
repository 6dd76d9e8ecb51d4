"""The strict form of a command, derived from its fields: what a caller sends, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import Field as Bounds
from pydantic import Strict, create_model
from pydantic.alias_generators import to_camel

from chassis.decisions.commands import Command, LongText, PlannedDate, ShortText
from chassis.http.fields import Id, Line, LocalDate, PastDate, StrictModel, Words

LONGEST_LIST = 100
"""Items in a list that is not of codes; one of codes holds each of them once."""

NEVER = date(2200, 1, 1)
"""No plan reaches so far; what counts its days stays small."""

Types = Mapping[Any, tuple[Any, Any]]
"""For a type of the domain: the type that a form checks, and an example of it as JSON."""

PLAIN: Types = {
    bool: (bool, True),
    int: (int, 1),
    date: (PastDate, "2022-03-14"),
    PlannedDate: (Annotated[LocalDate, Bounds(lt=NEVER)], "2022-06-30"),
    UUID: (Id, "0f8fad5b-d9cb-469f-a165-70867728950e"),
    ShortText: (Line, "En rad"),
    LongText: (Words, "Några stycken"),
}


def form_of(
    command: type[Command[Any]], *, known: Collection[str], types: Types = PLAIN
) -> type[StrictModel]:
    """The body that asks for a command. `known` are its fields that path and token say."""
    hints = get_type_hints(command, include_extras=True)
    sent = [one for one in fields(command) if one.name not in known and one.default_factory is MISSING]
    checked = {one.name: _checked(hints[one.name], types) for one in sent}
    example = {to_camel(one.name): _shown(one, checked[one.name][1]) for one in sent}
    members: dict[str, Any] = {
        one.name: (checked[one.name][0], ... if one.default is MISSING else one.default) for one in sent
    }
    form: type[StrictModel] = create_model(
        command.__name__,
        __base__=StrictModel,
        __module__=command.__module__,
        __cls_kwargs__={"json_schema_extra": {"examples": [example]}},
        **members,
    )
    return form


def members_of(form: StrictModel, command: type[Command[Any]]) -> dict[str, Any]:
    """The command's members as the form holds them; a list becomes what the command keeps."""
    hints = get_type_hints(command)
    sent = {name: getattr(form, name) for name in type(form).model_fields}
    return {
        name: get_origin(hints[name])(value) if isinstance(value, list) else value
        for name, value in sent.items()
    }


def _shown(one: Field[Any], example: Any) -> Any:
    """What may be left out is left out of the example, and stands there as its default."""
    return example if one.default is MISSING else one.default


def _checked(kind: Any, types: Types) -> tuple[Any, Any]:
    """Raises TypeError, when the service starts, for a type that no form knows."""
    if kind in types:
        return types[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Annotated[kind, Strict(strict=False)], next(iter(kind)).value  # what `Code` is
    origin, (one, *others) = get_origin(kind), get_args(kind) or (None,)
    if origin in (UnionType, Union) and others == [NoneType]:
        form, example = _checked(one, types)
        return form | None, example
    if origin in (tuple, frozenset):
        form, example = _checked(one, types)
        longest = len(one) if isinstance(one, type) and issubclass(one, Enum) else LONGEST_LIST
        return Annotated[list[form], Bounds(min_length=1, max_length=longest)], [example]  # type: ignore[valid-type]  # made at start
    raise TypeError(f"no form knows {kind!r}")
