"""A sample answer for the OpenAPI description: Malmökraften 2.0, shortened."""

from __future__ import annotations

from datetime import date

from reporting.answers.example import PROGRAMME, STARTERS, by_sex, definition, shares
from reporting.figures.exits.query import ExitClassRow, ExitMonth, ExitsBySex, Gap, Outcome

COMPLETED, TO_WORK = (1764, 1712, 3476), (766, 900, 1666)

EXAMPLE = ExitsBySex(
    programme=PROGRAMME,
    starters=by_sex(STARTERS),
    completed=by_sex(COMPLETED),
    outcomes=(
        Outcome(
            indicator="to_work",
            people=by_sex(TO_WORK),
            of_starters=shares(TO_WORK, STARTERS),
            of_completed=shares(TO_WORK, COMPLETED),
            definitions=(definition("to_work"),),
            by_version=((1, by_sex(TO_WORK)),),
        ),
    ),
    classes=(ExitClassRow(exit_class="work_unsubsidised", people=by_sex((512, 643, 1155))),),
    months=(ExitMonth(month=date(2022, 12, 1), counted=by_sex((31, 34, 65)), other=by_sex((27, 25, 52))),),
    gaps=(Gap(indicator="to_work", points=-7.71, low=-10.6, high=-4.79),),
)
