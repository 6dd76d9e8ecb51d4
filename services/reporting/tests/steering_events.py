"""What the steering group decides: the printed revisions of Malmökraften 2.0, and others."""

from datetime import date
from typing import Any

from services.reporting.tests.examples import PROGRAMME

from samplan.contracts.codes.steering import SteeringRole, TargetReason, TargetUnit
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
