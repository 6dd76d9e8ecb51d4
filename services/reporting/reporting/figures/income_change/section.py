"""The matrix of income support: a row for each at entry, a column for each at exit."""

from reporting.figures.income_change.query import IncomeChange
from reporting.pages.names import income_name
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import Wording
from samplan.contracts.codes import IncomeSupport

Income = IncomeSupport | None


def income_change_section(answer: IncomeChange, say: Wording) -> Section:
    return Section(
        id="income-change",
        topic=say.text("Income support at entry and exit"),
        finding=_finding(answer, say),
        chart=None,
        table=_table(answer, say),
        definition=say.text(
            "Those who have left, by what they lived on at entry and at exit. Wages are with or without a "
            "subsidy. The share leaves out those whose income at exit is not recorded."
        ),
    )


def _finding(answer: IncomeChange, say: Wording) -> str:
    share = answer.from_social_assistance_to_wages.share.total
    if not share.denominator:
        return say.text("No exit with social assistance at entry has its income at exit recorded")
    return say.texts(
        "{some} of {number} who had social assistance at entry has wages at exit ({share})",
        "{some} of {number} who had social assistance at entry have wages at exit ({share})",
        int(share.denominator),
        some=say.count(share.numerator),
        share=say.share(share),
    )


def _table(answer: IncomeChange, say: Wording) -> Table:
    people = {(one.at_entry, one.at_exit): int(one.people.total) for one in answer.changes}
    entries, exits = (sorted({pair[place] for pair in people}, key=_order) for place in (0, 1))
    rows = [(income_name(entry, say), [people.get((entry, one), 0) for one in exits]) for entry in entries]
    totals = [sum(people.get((entry, one), 0) for entry in entries) for one in exits]
    return Table(
        caption=say.text("People who have left, by income support at entry (rows) and at exit (columns)"),
        columns=(say.text("At entry"), *(income_name(one, say) for one in exits), say.text("Total")),
        rows=(
            *(Row(name=name, cells=_cells(numbers, say)) for name, numbers in rows),
            Row(name=say.text("All"), cells=_cells(totals, say), is_total=True),
        ),
    )


def _order(income: Income) -> tuple[bool, int]:
    """What is not recorded comes last."""
    return income is None, list(IncomeSupport).index(income) if income else 0


def _cells(people: list[int], say: Wording) -> tuple[Cell, ...]:
    return tuple(Cell(text=say.count(number)) for number in (*people, sum(people)))
