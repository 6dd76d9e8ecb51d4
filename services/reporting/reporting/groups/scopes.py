"""The parts of a programme's groups that a figure is given for: terms × agencies, and all together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from reporting.answers.answer import Answer
from reporting.answers.table import Cells
from reporting.groups.record import GroupRecord
from reporting.rows.groups.formed import Group
from samplan.contracts.codes import Agency


class Scope(Answer):
    """What is not stated is everything: all terms, or all agencies (municipalities)."""

    begins_on: date | None = None  # the first day of the term
    term: str | None = None
    agency: Agency | None = None

    @property
    def is_everything(self) -> bool:
        return self.term is None and self.agency is None


Part = tuple[Scope, Sequence[GroupRecord]]


def parts_of(records: Sequence[GroupRecord]) -> list[Part]:
    """All; each agency; each term; each agency in each term: those with a group."""
    return [
        *([(Scope(), records)] if records else []),
        *_divided(records, _agency),
        *_divided(records, _term),
        *_divided(records, _agency_and_term),
    ]


def _agency(group: Group) -> Scope:
    return Scope(agency=group.agency)


def _term(group: Group) -> Scope:
    return Scope(begins_on=group.begins_on, term=group.term)


def _agency_and_term(group: Group) -> Scope:
    return Scope(begins_on=group.begins_on, term=group.term, agency=group.agency)


def _divided(records: Iterable[GroupRecord], scope_of: Callable[[Group], Scope]) -> list[Part]:
    found: dict[Scope, list[GroupRecord]] = {}
    for record in records:
        found.setdefault(scope_of(record.group), []).append(record)
    return sorted(found.items(), key=lambda part: (part[0].begins_on or date.min, part[0].agency or ""))


def scope_cells(scope: Scope) -> Cells:
    """Of a table; what is not stated is everything."""
    return {"beginsOn": scope.begins_on, "term": scope.term, "agency": scope.agency}
