"""One good instance of everything: fixed ids, fixed dates, nothing random."""

from datetime import date
from pathlib import Path
from typing import Any

from chassis.decisions.persons import Person
from samplan.contracts.codes import Agency
from samplan.contracts.codes.steering import SteeringRole, TargetReason, TargetUnit
from samplan.testing.given import SOME_ID, Fact, fact
from steering.office import Measure, Signature
from steering.targets.prepare_target import PrepareRevision
from steering.targets.target import TargetPrepared, TargetRecorded, TargetSet

PROGRAMMES = Path(__file__).parents[3] / "programmes"
PROGRAMME = "malmokraften"
KEEPER, PARTY, OUTSIDER = Agency.FINSAM, Agency.AF, Agency.KLIPPAN

FIRST_DAY = date(2020, 1, 2)
REVISED_ON = date(2021, 5, 17)
DECIDED_ON = date(2021, 5, 10)

LEADER, MEMBER = (Person("samplan-development", subject) for subject in ("p1rk", "s7tg"))
PREPARES = Signature(person=LEADER, role=SteeringRole.PROCESS_LEADER)
APPROVES = Signature(person=MEMBER, role=SteeringRole.STEERING_MEMBER)

NUMBER = Measure(is_share=False, is_two_sided=False)
SHARE = Measure(is_share=True, is_two_sided=False)
EVEN_SHARE = Measure(is_share=True, is_two_sided=True)

ASKED: dict[str, Any] = {
    "by": KEEPER,
    "role": "process_leader",
    "person": LEADER,
    "programmes": None,
    "occurred_on": DECIDED_ON,
}
FIRST: dict[str, Any] = {
    "value": 5600,
    "tolerance": 0,
    "valid_from": FIRST_DAY,
    "reason": TargetReason.FIRST_TARGET,
    "prepared_by": PREPARES.role,
}
WHICH: dict[str, Any] = {
    "programme": PROGRAMME,
    "target": "participants",
    "indicator": "participants",
}


def target_recorded(unit: TargetUnit = TargetUnit.PARTICIPANTS) -> Fact:
    return fact(TargetRecorded, **WHICH, unit=unit, occurred_on=FIRST_DAY)


def target_prepared(**changes: Any) -> Fact:
    by = {"issuer": LEADER.issuer, "subject": LEADER.subject, "occurred_on": FIRST_DAY}
    return fact(TargetPrepared, **{**FIRST, **by, **changes})


def target_set() -> Fact:
    by = {"issuer": MEMBER.issuer, "subject": MEMBER.subject, "occurred_on": FIRST_DAY}
    return fact(TargetSet, **WHICH, **FIRST, **by, unit=TargetUnit.PARTICIPANTS, approved_by=APPROVES.role)


def revision(**changes: Any) -> PrepareRevision:
    return PrepareRevision(
        **{
            **ASKED,
            "target_id": SOME_ID,
            "value": 4000,
            "valid_from": REVISED_ON,
            "reason": TargetReason.FEWER_REFERRALS,
            **changes,
        }
    )


NEW_TARGET: dict[str, Any] = {
    **WHICH,
    "unit": "participants",
    "value": 5600,
    "validFrom": "2020-01-02",
    "reason": "first_target",
    "occurredOn": "2020-01-02",
}
NEW_VALUE: dict[str, Any] = {
    "value": 4000,
    "validFrom": "2021-05-17",
    "reason": "fewer_referrals",
    "occurredOn": "2021-05-10",
}
