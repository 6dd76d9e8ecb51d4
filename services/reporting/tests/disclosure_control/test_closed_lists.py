"""A row's presence or label gives no count away (K85)."""

from datetime import date

import pytest
from services.reporting.tests.disclosure_control.crowds import census_of, published

from chassis.settings.programmes import Programme
from reporting.answers.answer import Withheld
from reporting.figures.exits.query import exits_by_sex
from reporting.figures.funnel.query import LEFT_BEFORE_ENROLMENT, funnel
from reporting.figures.participants.query import participants
from reporting.figures.targets.measured import months
from samplan.contracts.codes import ExitClass, IncomeSupport

NOBODY: list[tuple[int, int]] = []
A_CROWD = [(kind, 30) for kind in range(0, 40, 2)]
A_FEW_MORE = [*A_CROWD, (1, 1), (3, 2), (5, 4)]
CROWDS = pytest.mark.parametrize("crowd", [NOBODY, A_CROWD, A_FEW_MORE], ids=["none", "many", "a few more"])


@CROWDS
def test_every_code_of_a_list_has_its_row(crowd: list[tuple[int, int]], malmokraften: Programme) -> None:
    view = published(census_of(crowd, malmokraften))

    rows = participants(view)
    assert [row.code for row in rows.income_support_at_entry] == sorted(IncomeSupport)
    assert [row.code for row in rows.referring_agency] == sorted(malmokraften.head.agencies)
    assert [row.exit_class for row in exits_by_sex(view).classes] == sorted(ExitClass)
    assert [leaving.reason for leaving in funnel(view).steps[0].left] == LEFT_BEFORE_ENROLMENT


@CROWDS
def test_every_month_of_the_programme_has_its_row(
    crowd: list[tuple[int, int]], malmokraften: Programme
) -> None:
    view = published(census_of(crowd, malmokraften))

    shown = [row.month for row in exits_by_sex(view).months]
    assert (shown[0], len(shown)) == (date(2020, 1, 1), len(months(view)))


def test_every_withheld_number_has_the_same_mark(malmokraften: Programme) -> None:
    few = participants(published(census_of(A_FEW_MORE, malmokraften))).income_support_at_entry

    marks = {row.people.total for row in few if not isinstance(row.people.total, int)}
    assert marks == {Withheld.WITHHELD}
