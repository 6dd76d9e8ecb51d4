"""A sample answer for the OpenAPI description."""

from __future__ import annotations

from datetime import date

from reporting.answers.answer import Names
from reporting.answers.example import LAST_DAY, PROGRAMME
from reporting.figures.steering.query import BodyNow, DecisionMade, DeviationSeen, RiskNow, Steering

EXAMPLE = Steering(
    programme=PROGRAMME,
    as_of=LAST_DAY,
    bodies=(BodyNow(body="steering_group", since=date(2020, 1, 2), seats=6),),
    decisions=(DecisionMade(on=date(2021, 5, 10), body="steering_group", matter="targets"),),
    risks=(
        RiskNow(
            risk="few_referrals",
            size="large",
            indicator="participants",
            indicator_name=Names(sv="Deltagare", en="Participants"),
            assessed_on=date(2020, 10, 1),
            closed_on=None,
        ),
    ),
    deviations=(DeviationSeen(on=date(2020, 9, 1), deviation="time", size="medium"),),
)
