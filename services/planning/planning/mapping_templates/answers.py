"""Whether answers are what the template asks: every fault at once, each with the field that it is in."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from planning.mapping_templates.template import Column, Field, FieldKind, Template

LONGEST_LINE, LONGEST_TEXT, MOST_ROWS, LARGEST_NUMBER = 200, 4000, 50, 10_000


class Fault(NamedTuple):
    """`field`: of the template, never a name of the caller's; empty for the answers as a whole."""

    field: str
    code: str


def faults_of(answers: Mapping[str, Any], template: Template) -> list[Fault]:
    """In what is given. A field that is not given is no fault: a draft grows."""
    unknown = [Fault("", "unknown_field") for name in answers if name not in template.fields]
    given = [field for name, field in template.fields.items() if name in answers]
    return [*unknown, *(fault for one in given for fault in _faults_in(one, answers[one.name]))]


def missing_in(answers: Mapping[str, Any], template: Template) -> list[str]:
    """The required fields without an answer, in the template's order."""
    return [name for name, field in template.fields.items() if field.required and name not in answers]


def _faults_in(field: Field, value: Any) -> Iterator[Fault]:
    if field.kind is not FieldKind.ROWS:
        yield from _faults_of_value(field, value, field.name)
        return
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        yield Fault(field.name, "not_rows")
        return
    for number, row in enumerate(value):
        yield from _faults_in_row(field, row, f"{field.name}/{number}")


def _faults_in_row(field: Field, row: Any, place: str) -> Iterator[Fault]:
    if not isinstance(row, dict):
        yield Fault(place, "not_a_row")
        return
    columns = {column.name: column for column in field.columns}
    yield from (Fault(place, "unknown_field") for name in row if name not in columns)
    for name, column in columns.items():
        if name in row:
            yield from _faults_of_value(column, row[name], f"{place}/{name}")
        elif column.required:
            yield Fault(f"{place}/{name}", "missing")


def _faults_of_value(column: Column, value: Any, place: str) -> Iterator[Fault]:
    if not _IS[column.kind](column, value):
        yield Fault(place, f"not_a_{column.kind.value}")


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and bool(value.strip())


def _is_line(value: Any) -> bool:
    return _is_text(value, LONGEST_LINE) and value.isprintable()


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_IS: Mapping[FieldKind, Callable[[Column, Any], bool]] = MappingProxyType(
    {
        FieldKind.LINE: lambda _, value: _is_line(value),
        FieldKind.TEXT: lambda _, value: _is_text(value, LONGEST_TEXT),
        FieldKind.FLAG: lambda _, value: isinstance(value, bool),
        FieldKind.NUMBER: lambda _, value: type(value) is int and 0 <= value <= LARGEST_NUMBER,
        FieldKind.DAY: lambda _, value: _is_day(value),
        FieldKind.CHOICE: lambda column, value: value in column.of,
    }
)
