"""A sample answer for the OpenAPI description."""

from __future__ import annotations

from reporting.answers.answer import Share
from reporting.answers.example import LAST_DAY, PROGRAMME
from reporting.figures.equal_access.alarm import Alarm
from reporting.figures.equal_access.query import Compared, EqualAccess, Variable

EXAMPLE = EqualAccess(
    programme=PROGRAMME,
    as_of=LAST_DAY,
    participants=4295,
    compared=(
        Compared(
            intervention="work_placement",
            variable=Variable.SEX,
            code="woman",
            group=Share(numerator=438, denominator=2188),
            others=Share(numerator=527, denominator=2107),
            points=-4.99,
            low=-7.48,
            high=-2.49,
        ),
    ),
    alarms=(
        Alarm(
            intervention="work_placement",
            within_days=90,
            weeks=143,
            evidence=4.2,
            threshold=60,
            alarmed_on=None,
        ),
    ),
)
