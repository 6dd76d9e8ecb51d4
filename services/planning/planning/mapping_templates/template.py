"""The template of a mapping: its sections in the order in which they are talked through, and their fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar, Literal

_STRICT = {"extra": "forbid"}


class FieldKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    FLAG = "flag"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    ROWS = "rows"


@dataclass(frozen=True, kw_only=True)
class Column:
    """`of`: the codes of a choice."""

    __pydantic_config__: ClassVar[Any] = _STRICT

    name: str
    kind: FieldKind
    sv: str
    en: str
    required: bool = False
    of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Field(Column):
    """`columns`: of a field that holds rows."""

    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Section:
    __pydantic_config__: ClassVar[Any] = _STRICT

    name: str
    sv: str
    en: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Template:
    """One version of a template. A version that has been used is never changed."""

    __pydantic_config__: ClassVar[Any] = _STRICT

    id: str
    version: int
    source: str
    sections: tuple[Section, ...]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        return {field.name: field for section in self.sections for field in section.fields}

    def faults(self) -> list[str]:
        """What makes the template unusable, for its author."""
        names = [field.name for section in self.sections for field in section.fields]
        every: list[Column] = [*self.fields.values()]
        every += [column for field in self.fields.values() for column in field.columns]
        return [
            *(f"{name}: named twice" for name in sorted({one for one in names if names.count(one) > 1})),
            *(f"{one.name}: a choice of nothing" for one in every if _is(one, "choice") and not one.of),
            *(
                f"{one.name}: rows without columns"
                for one in self.fields.values()
                if _is(one, "rows") and not one.columns
            ),
        ]


def _is(one: Column, kind: Literal["choice", "rows"]) -> bool:
    return one.kind.value == kind
