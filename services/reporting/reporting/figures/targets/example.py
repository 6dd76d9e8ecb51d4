"""A sample answer for the OpenAPI description: Malmökraften 2.0, shortened."""

from __future__ import annotations

from datetime import date

from reporting.answers.answer import Names
from reporting.answers.example import BOARD, LAST_DAY, PROGRAMME, START
from reporting.figures.targets.query import Attainment, Point, TargetAttainment
from reporting.programmes.judging import Judgement, Target
from samplan.contracts.codes.indicators import Direction

REVISED = date(2021, 5, 17)


def _target(value: int, valid_from: date, reason: str) -> Target:
    return Target(
        value=value,
        unit="participants",
        direction=Direction.AT_LEAST,
        tolerance=0,
        valid_from=valid_from,
        reason=reason,
        approved_by=BOARD,
    )


_FIRST, _IN_FORCE = _target(5600, START, "The first target"), _target(4000, REVISED, "Fewer referrals")
EXAMPLE = TargetAttainment(
    programme=PROGRAMME,
    as_of=LAST_DAY,
    targets=(
        Attainment(
            target="participants",
            name=Names(sv="Deltagare", en="Participants"),
            unit="participants",
            as_of=LAST_DAY,
            outcome=4295,
            share=None,
            definitions=(),
            in_force=Judgement(target=_IN_FORCE, attained_percent=107.38, deviation=295, is_met=True),
            first=Judgement(target=_FIRST, attained_percent=76.7, deviation=-1305, is_met=False),
            revisions=(_FIRST, _IN_FORCE),
            over_time=(Point(on=LAST_DAY, outcome=4295, target=4000),),
        ),
    ),
)
