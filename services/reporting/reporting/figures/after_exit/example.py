"""A sample answer for the OpenAPI description: made up, as no report prints it."""

from __future__ import annotations

from reporting.answers.example import PROGRAMME, by_sex
from reporting.answers.rate import rate
from reporting.figures.after_exit.query import AfterExit, Status, Step
from samplan.contracts.codes.endings import StatusAfterExit, StepMove

_DUE, _FOLLOWED = by_sex((1402, 1370, 2772)), by_sex((910, 874, 1784))
EXAMPLE = AfterExit(
    programme=PROGRAMME,
    months=6,
    due=_DUE,
    followed_up=rate(_FOLLOWED, _DUE),
    in_work_or_studies=rate(by_sex((471, 492, 963)), _FOLLOWED),
    statuses=(Status(status=StatusAfterExit.IN_WORK, people=rate(by_sex((380, 436, 816)), _FOLLOWED)),),
    steps=(
        Step(step=StepMove.CLOSER_TO_WORK, people=rate(by_sex((201, 188, 389)), by_sex((520, 499, 1019)))),
    ),
)
