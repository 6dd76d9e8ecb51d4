"""What is saved by the end of each year, with its range."""

from reporting.figures.savings.query import Case, Savings, Year
from reporting.pages.bars import bars
from reporting.pages.palette import base, grid, hidden_axis, label, names_axis
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import Wording


def savings_section(answer: Savings, say: Wording) -> Section:
    cases = answer.cases
    return Section(
        id="savings",
        topic=say.text("Socio-economic case"),
        finding=_finding(cases[0], say) if cases else say.text("No unit cost is stated"),
        chart=_option(cases[0], say) if cases and cases[0].people else None,
        table=_table(cases, say),
        definition=say.text(
            "The people of an indicator, each with the unit cost of a year, for as many years as they stay. "
            "Nothing is discounted."
        ),
        remarks=tuple(_basis(case, say) for case in cases),
    )


def _finding(case: Case, say: Wording) -> str:
    return say.texts(
        "{indicator}: {number} person saves {sum} by the end of year {year}",
        "{indicator}: {number} people save {sum} by the end of year {year}",
        case.people,
        indicator=say.named(case.indicator_name),
        sum=_kronor(case.years[-1].expected, say),
        year=say.count(case.years[-1].year),
    )


def _basis(case: Case, say: Wording) -> str:
    low, expected, high = (say.percent(percent, 0) for percent in case.retention_percent)
    return say.text(
        "{case}: {cost} for each person and year ({real} real, {financial} financial) in prices of {year}; "
        "{expected} stay from one year to the next ({low} to {high}). Source: {source}.",
        case=say.named(case.name),
        cost=_kronor(case.real + case.financial, say),
        real=_kronor(case.real, say),
        financial=_kronor(case.financial, say),
        year=str(case.price_year),
        expected=expected,
        low=low,
        high=high,
        source=case.source,
    )


def _table(cases: tuple[Case, ...], say: Wording) -> Table:
    return Table(
        caption=say.text("Saved by the end of each year"),
        columns=(say.text("Year"), say.text("Expected"), say.text("Lowest"), say.text("Highest")),
        rows=tuple(_row(case, year, say) for case in cases for year in case.years),
    )


def _row(case: Case, year: Year, say: Wording) -> Row:
    sums = (year.expected, year.low, year.high)
    name = say.text("{case}, year {year}", case=say.named(case.name), year=say.count(year.year))
    return Row(name=name, cells=tuple(Cell(text=_kronor(amount, say)) for amount in sums))


def _kronor(amount: int, say: Wording) -> str:
    return say.text("SEK {amount}", amount=say.count(amount))


def _option(case: Case, say: Wording) -> Option:
    drawn = [{"value": year.expected, "label": label(_kronor(year.expected, say))} for year in case.years]
    return base(
        grid=grid(left=64, right=120),
        xAxis=hidden_axis(case.years[-1].expected),
        yAxis=names_axis(
            [say.text("Year {year}", year=say.count(year.year)) for year in case.years], width=64
        ),
        series=[bars(drawn)],
    )
