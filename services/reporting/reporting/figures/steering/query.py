"""What have the bodies of the programme decided, and which risks and deviations do they see?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reporting.answers.answer import Answer, Names
from reporting.disclosure_control.view import View
from reporting.programmes.indicators import Indicator
from reporting.rows.steering.acts import Act, What


class BodyNow(Answer):
    body: str
    since: date
    seats: int  # one for each person


class DecisionMade(Answer):
    on: date
    body: str
    matter: str


class RiskNow(Answer):
    """As it was assessed last."""

    risk: str
    size: str
    indicator: str  # the leading one
    indicator_name: Names | None  # None: the catalogue has it no longer
    assessed_on: date
    closed_on: date | None


class DeviationSeen(Answer):
    on: date
    deviation: str
    size: str


class Steering(Answer):
    """No person is in it. The words of the steering group stay in its own service."""

    programme: str
    as_of: date
    bodies: tuple[BodyNow, ...]
    decisions: tuple[DecisionMade, ...]  # the latest first
    risks: tuple[RiskNow, ...]  # open ones first, and of those the largest
    deviations: tuple[DeviationSeen, ...]  # the latest first

    @property
    def open_risks(self) -> tuple[RiskNow, ...]:
        return tuple(one for one in self.risks if one.closed_on is None)


SIZES = ("large", "medium", "small")


def steering(view: View) -> Steering:
    acts = view.acts
    return Steering(
        programme=view.programme.id,
        as_of=view.as_of,
        bodies=tuple(
            BodyNow(body=str(one.body), since=one.day, seats=int(one.seats or 0))
            for one in _latest(acts, What.BODY)
        ),
        decisions=tuple(
            DecisionMade(on=one.day, body=str(one.body), matter=str(one.matter))
            for one in reversed(acts)
            if one.what is What.DECISION
        ),
        risks=tuple(sorted(_risks(view), key=lambda one: (one.closed_on is not None, SIZES.index(one.size)))),
        deviations=tuple(
            DeviationSeen(on=one.day, deviation=str(one.deviation), size=str(one.size))
            for one in reversed(acts)
            if one.what is What.DEVIATION
        ),
    )


def _latest(acts: Iterable[Act], what: What) -> Iterable[Act]:
    """Of each record, the last act of this kind."""
    return {one.record_id: one for one in acts if one.what is what}.values()


def _risks(view: View) -> Iterable[RiskNow]:
    closed = {one.record_id: one.day for one in view.acts if one.what is What.RISK_CLOSED}
    for one in _latest(view.acts, What.RISK):
        defined = view.programme.history(Indicator, of=one.indicator)
        yield RiskNow(
            risk=str(one.risk),
            size=str(one.size),
            indicator=one.indicator or "",
            indicator_name=defined[-1].name if defined else None,
            assessed_on=one.day,
            closed_on=closed.get(one.record_id),
        )
