"""The facts whose contract event differs from them: each of the others is published by name, or private."""

from chassis.decisions.published import Publishing
from samplan.contracts.event import ContractEvent
from samplan.contracts.steering import bodies, comparisons
from samplan.contracts.steering import definitions as published
from steering.bodies.constitute_body import BodyConstituted
from steering.comparisons.comparison import DiscrepancyFound
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


def _found(fact: DiscrepancyFound) -> ContractEvent:
    return comparisons.DiscrepancyFound(
        comparison_id=fact.originator_id,
        occurred_on=fact.occurred_on,
        programme=fact.programme,
        register_code=fact.register_code,
        first_day=fact.first_day,
        last_day=fact.last_day,
        people=fact.people,
        participations=fact.participations,
        anonymous=fact.anonymous,
        differences=tuple(comparisons.Difference(**vars(one)) for one in fact.differences),
        likeness=tuple(comparisons.Likeness(**vars(one)) for one in fact.likeness),
        reported_by=fact.reported_by,
    )


publish = Publishing({IndicatorDefined: _defined, BodyConstituted: _constituted, DiscrepancyFound: _found})
