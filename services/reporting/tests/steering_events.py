"""What the steering group decides: the printed revisions of Malmökraften 2.0, and others."""

from datetime import date
from typing import Any

from services.reporting.tests.examples import PROGRAMME, an_id

from samplan.contracts.codes import Agency, ExitClass
from samplan.contracts.codes.indicators import DefinitionReason, Direction, What
from samplan.contracts.codes.steering import (
    BodyKind,
    DecisionKind,
    DeviationKind,
    RiskKind,
    RiskSize,
    Seat,
    SteeringRole,
    TargetReason,
    TargetUnit,
)
from samplan.contracts.steering.bodies import (
    BodyConstituted,
    DecisionTaken,
    DeviationRecorded,
    RiskAssessed,
    RiskClosed,
    SeatHeld,
    body_id_of,
)
from samplan.contracts.steering.definitions import CountedPart, IndicatorDefined, definition_id_of
from samplan.contracts.steering.targets import TargetEvent, TargetRevised, TargetSet, target_id_of

FIRST_DAY, REVISED_ON, DECIDED_ON = date(2020, 1, 2), date(2021, 5, 17), date(2021, 5, 10)


def _members(target: str, value: int, **changes: Any) -> dict[str, Any]:
    return {
        "target_id": target_id_of(PROGRAMME, target),
        "programme": PROGRAMME,
        "target": target,
        "indicator": target,
        "unit": TargetUnit.PARTICIPANTS,
        "value": value,
        "tolerance": 0,
        "valid_from": FIRST_DAY,
        "reason": TargetReason.FIRST_TARGET,
        "prepared_by": SteeringRole.PROCESS_LEADER,
        "approved_by": SteeringRole.STEERING_MEMBER,
        "occurred_on": FIRST_DAY,
        **changes,
    }


def target_set(target: str, value: int, **changes: Any) -> TargetEvent:
    return TargetSet(**_members(target, value, **changes))


def target_revised(target: str, value: int, **changes: Any) -> TargetEvent:
    later = {"valid_from": REVISED_ON, "reason": TargetReason.FEWER_REFERRALS, "occurred_on": DECIDED_ON}
    return TargetRevised(**_members(target, value, **{**later, **changes}))


STUDIES = CountedPart(
    counts=What.EXITS, exits=(ExitClass.STUDIES_STUDENT_AID, ExitClass.STUDIES_RETAINED_SUPPORT)
)


def defined(indicator: str, numerator: CountedPart = STUDIES, **changes: Any) -> IndicatorDefined:
    """From the first day on which studies with retained support count."""
    members = {
        "definition_id": definition_id_of(PROGRAMME, indicator),
        "programme": PROGRAMME,
        "indicator": indicator,
        "version": 2,
        "valid_from": date(2021, 4, 1),
        "direction": Direction.AT_LEAST,
        "numerator": numerator,
        "denominator": CountedPart(counts=What.ENROLLED),
        "reason": DefinitionReason.NEW_FORM_OF_SUPPORT,
        "prepared_by": SteeringRole.PROCESS_LEADER,
        "approved_by": SteeringRole.STEERING_MEMBER,
        "occurred_on": date(2021, 3, 24),
    }
    return IndicatorDefined(**{**members, **changes})


def decided(on: date = DECIDED_ON, number: int = 1) -> DecisionTaken:
    return DecisionTaken(
        decision_id=an_id("decision", number),
        programme=PROGRAMME,
        body=BodyKind.STEERING_GROUP,
        matter=DecisionKind.TARGETS,
        occurred_on=on,
    )


def constituted(on: date, *seats: Seat) -> BodyConstituted:
    return BodyConstituted(
        body_id=body_id_of(PROGRAMME, BodyKind.STEERING_GROUP),
        programme=PROGRAMME,
        body=BodyKind.STEERING_GROUP,
        seats=tuple(SeatHeld(agency=Agency.AF, seat=seat) for seat in seats),
        occurred_on=on,
    )


def assessed(on: date, size: RiskSize, risk: RiskKind = RiskKind.FEW_REFERRALS) -> RiskAssessed:
    return RiskAssessed(
        risk_id=an_id(risk),
        programme=PROGRAMME,
        risk=risk,
        size=size,
        indicator="participants",
        occurred_on=on,
    )


def closed(on: date, risk: RiskKind = RiskKind.FEW_REFERRALS) -> RiskClosed:
    return RiskClosed(risk_id=an_id(risk), programme=PROGRAMME, risk=risk, occurred_on=on)


def departed(on: date) -> DeviationRecorded:
    return DeviationRecorded(
        deviation_id=an_id("deviation"),
        programme=PROGRAMME,
        deviation=DeviationKind.TIME,
        size=RiskSize.MEDIUM,
        occurred_on=on,
    )
