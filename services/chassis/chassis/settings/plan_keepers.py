"""Which agency's planning service keeps a participant's plan (P-18)? Several services ask the same rows."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from chassis.settings.programmes import BadProgramme, Programme, Row
from samplan.contracts.codes import Agency, IncomeSupport


class KeeperRow(Row):
    """A section of keepers. A row with an `id` is for a target group, by income support at entry."""

    id: Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*$", max_length=48)] | None = None
    keeper: Annotated[Agency, Field(strict=False)]
    income_support: frozenset[IncomeSupport] = frozenset()

    @model_validator(mode="after")
    def _a_group_says_whom(self) -> Self:
        if (self.id is None) is bool(self.income_support):
            raise ValueError("a group has an id and its income_support, all others have neither")
        return self


def keepers_on(programme: Programme, model: type[KeeperRow], on: date) -> frozenset[Agency]:
    """The agencies that keep a plan of a participant who is enrolled on that day."""
    return frozenset(row.keeper for row in _in_force(programme, model, on))


def keeper_of(
    programme: Programme, model: type[KeeperRow], income_support: IncomeSupport, on: date
) -> Agency | None:
    """Of a participant who is enrolled on that day; None where the programme names no keeper."""
    rows = _in_force(programme, model, on)
    of_the_group = [row.keeper for row in rows if income_support in row.income_support]
    of_all = [row.keeper for row in rows if row.id is None]
    return next(iter(of_the_group + of_all), None)


def refuse_strange_keepers(file: Path, programme: Programme, model: type[KeeperRow]) -> None:
    """Raises BadProgramme for a keeper that is no agency of the programme."""
    for place, row in enumerate(programme.rows[model]):
        if isinstance(row, model) and row.keeper not in programme.head.agencies:
            raise BadProgramme(file, None, f"{model.SECTION}.{place}.keeper: not in the programme")


def _in_force(programme: Programme, model: type[KeeperRow], on: date) -> Collection[KeeperRow]:
    ids = {row.id: None for row in programme.rows[model]}
    rows = (programme.in_force(model, on, of=one) for one in ids)
    return [row for row in rows if row is not None]
