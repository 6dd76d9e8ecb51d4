"""What do the people of an indicator save, year by year, by the unit cost that a source states?"""

from __future__ import annotations

from reporting.answers.answer import Answer, Names
from reporting.cubes.counting import by_day, numerator_of
from reporting.disclosure_control.view import View
from reporting.programmes.indicators import Indicator
from reporting.programmes.unit_costs import UnitCost


class Year(Answer):
    """Kronor saved up to the end of the year, by the lowest, the expected and the highest retention."""

    year: int
    low: int
    expected: int
    high: int


class Case(Answer):
    """Each person counts for the same years, and nothing is discounted."""

    case: str
    name: Names
    source: str
    price_year: int
    indicator: str
    indicator_name: Names
    people: int
    real: int  # kronor for each person and year
    financial: int
    retention_percent: tuple[int, int, int]  # low, expected, high
    years: tuple[Year, ...]


class Savings(Answer):
    programme: str
    cases: tuple[Case, ...]


def savings(view: View) -> Savings:
    """By the unit costs in force on the view's day."""
    ids = dict.fromkeys(row.id for row in view.programme.rows[UnitCost])
    costs = (view.programme.in_force(UnitCost, view.as_of, of=one) for one in ids)
    return Savings(programme=view.programme.id, cases=tuple(_case(view, cost) for cost in costs if cost))


def _case(view: View, cost: UnitCost) -> Case:
    definitions = view.programme.history(Indicator, of=cost.indicator)
    people = view.cells.tally(by_day(definitions, numerator_of)).until(view.as_of).total
    retention = cost.retention
    return Case(
        case=str(cost.id),
        name=cost.name,
        source=cost.source,
        price_year=cost.price_year,
        indicator=cost.indicator,
        indicator_name=definitions[-1].name,
        people=people,
        real=cost.real,
        financial=cost.financial,
        retention_percent=(retention.low, retention.expected, retention.high),
        years=saved_by_year(cost, people),
    )


def saved_by_year(cost: UnitCost, people: int) -> tuple[Year, ...]:
    return tuple(
        Year(
            year=year,
            low=cost.saved(people, year, cost.retention.low),
            expected=cost.saved(people, year, cost.retention.expected),
            high=cost.saved(people, year, cost.retention.high),
        )
        for year in range(1, cost.years + 1)
    )
