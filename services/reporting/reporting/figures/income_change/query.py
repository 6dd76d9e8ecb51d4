"""What did participants live on at entry, and at exit?"""

from __future__ import annotations

from collections import defaultdict

from reporting.answers.answer import Answer, BySex
from reporting.answers.rate import Rate, rate
from reporting.cubes.leavings import Leaving, people_by_sex
from reporting.disclosure_control.view import View
from samplan.contracts.codes import IncomeSupport

WAGES = {IncomeSupport.LON, IncomeSupport.SUBVENTIONERAD_LON}


class Change(Answer):
    """None: not recorded."""

    at_entry: IncomeSupport | None
    at_exit: IncomeSupport | None
    people: BySex


class IncomeChange(Answer):
    """Of those who have left."""

    programme: str
    people: BySex
    recorded: BySex  # at entry and at exit
    from_social_assistance_to_wages: Rate  # of those with social assistance at entry and something at exit
    changes: tuple[Change, ...]  # the matrix, without its empty cells


def income_change(view: View) -> IncomeChange:
    everybody = view.leavings.support
    recorded = [one for one in everybody if one.code and one.detail]
    assisted = [one for one in recorded if one.code == IncomeSupport.EKONOMISKT_BISTAND]
    paid = people_by_sex(one for one in assisted if one.detail in WAGES)
    cells: dict[tuple[str, str], list[Leaving]] = defaultdict(list)
    for one in everybody:
        cells[one.code, one.detail].append(one)
    return IncomeChange(
        programme=view.programme.id,
        people=people_by_sex(everybody),
        recorded=people_by_sex(recorded),
        from_social_assistance_to_wages=rate(paid, people_by_sex(assisted)),
        changes=tuple(_change(entry, left, some) for (entry, left), some in sorted(cells.items())),
    )


def _change(at_entry: str, at_exit: str, some: list[Leaving]) -> Change:
    return Change(
        at_entry=IncomeSupport(at_entry) if at_entry else None,
        at_exit=IncomeSupport(at_exit) if at_exit else None,
        people=people_by_sex(some),
    )
