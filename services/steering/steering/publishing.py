"""The facts whose contract event differs from them: each of the others is published by name, or private."""

from chassis.decisions.published import Publishing
from samplan.contracts.event import ContractEvent
from samplan.contracts.steering import bodies
from samplan.contracts.steering import definitions as published
from steering.bodies.constitute_body import BodyConstituted
from steering.definitions.definition import IndicatorDefined
from steering.definitions.part import Part


def _defined(fact: IndicatorDefined) -> ContractEvent:
    return published.IndicatorDefined(
        definition_id=fact.originator_id,
        occurred_on=fact.occurred_on,
        programme=fact.programme,
        indicator=fact.indicator,
        version=fact.version,
        valid_from=fact.valid_from,
        direction=fact.direction,
        numerator=_part(fact.numerator),
        denominator=_part(fact.denominator) if fact.denominator else None,
        reason=fact.reason,
        prepared_by=fact.prepared_by,
        approved_by=fact.approved_by,
    )


def _part(part: Part) -> published.CountedPart:
    return published.CountedPart(counts=part.counts, **{name: getattr(part, name) for name in part.filters})


def _constituted(fact: BodyConstituted) -> ContractEvent:
    return bodies.BodyConstituted(
        body_id=fact.originator_id,
        occurred_on=fact.occurred_on,
        programme=fact.programme,
        body=fact.body,
        seats=tuple(bodies.SeatHeld(agency=one.agency, seat=one.seat) for one in fact.seats),
    )


publish = Publishing({IndicatorDefined: _defined, BodyConstituted: _constituted})
