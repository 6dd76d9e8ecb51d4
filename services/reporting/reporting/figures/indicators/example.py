"""A sample answer for the OpenAPI description: Malmökraften 2.0, shortened."""

from __future__ import annotations

from reporting.answers.answer import Names
from reporting.answers.example import LAST_DAY, PROGRAMME, START, definition
from reporting.figures.indicators.answer import ByVersion, Group, IndicatorFigure, Indicators, Month, Value
from reporting.programmes.vocabulary import Unit
from samplan.contracts.codes.indicators import Direction

_WHOLE = Value(numerator=1666, denominator=4295, percent=38.79, low=37.34, high=40.26)
_WOMEN = Value(numerator=766, denominator=2188, percent=35.01, low=33.04, high=37.03)
_TO_WORK = IndicatorFigure(
    indicator="to_work",
    name=Names(sv="Andel till arbete", en="Share to work"),
    unit=Unit.JOURNEY,
    direction=Direction.AT_LEAST,
    form=None,
    source="Malmökraften 2.0, slutrapport (2023)",
    definitions=(definition("to_work"),),
    groups=(
        Group(dimension="all", code="", value=_WHOLE),
        Group(dimension="sex", code="woman", value=_WOMEN),
    ),
    by_version=(ByVersion(version=1, valid_from=START, value=_WHOLE, over_time=()),),
    over_time=(Month(on=LAST_DAY, value=_WHOLE),),
    targets=(),
    warnings=(),
)
EXAMPLE = Indicators(
    programme=PROGRAMME,
    as_of=LAST_DAY,
    status="final",
    last_fact=60281,
    facts_hash="5f0c7d1e9a3b4c2d8e6f7a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d",
    pauses=(),
    indicators=(_TO_WORK,),
)
