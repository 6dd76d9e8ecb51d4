"""One good instance of everything: fixed ids, fixed dates, nothing random."""

from datetime import date
from pathlib import Path
from typing import Any

from chassis.decisions.persons import Person
from samplan.contracts.codes import Agency, ExitClass
from samplan.contracts.codes.indicators import DefinitionReason, Direction, What
from samplan.contracts.codes.steering import SteeringRole, TargetReason, TargetUnit
from samplan.testing.given import SOME_ID, Fact, fact
from steering.definitions.definition import DefinitionPrepared, DefinitionRecorded
from steering.definitions.part import Part
from steering.definitions.prepare_definition import PrepareVersion
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

STUDIES = Part(counts=What.EXITS, exits=(ExitClass.STUDIES_STUDENT_AID, ExitClass.STUDIES_RETAINED_SUPPORT))
ENROLLED = Part(counts=What.ENROLLED)
WIDER_FROM = date(2021, 7, 1)
CONTENT: dict[str, Any] = {
    "numerator": STUDIES,
    "denominator": ENROLLED,
    "direction": Direction.AT_LEAST,
    "valid_from": WIDER_FROM,
    "reason": DefinitionReason.NEW_FORM_OF_SUPPORT,
}


def definition_recorded(indicator: str = "to_studies") -> Fact:
    return fact(DefinitionRecorded, programme=PROGRAMME, indicator=indicator, occurred_on=DECIDED_ON)


def definition_prepared(**changes: Any) -> Fact:
    by = {**PREPARES.stored, "prepared_by": PREPARES.role, "occurred_on": DECIDED_ON}
    return fact(DefinitionPrepared, **{**CONTENT, **by, **changes})


def new_version(**changes: Any) -> PrepareVersion:
    return PrepareVersion(**{**ASKED, **CONTENT, "definition_id": SOME_ID, **changes})


NEW_DEFINITION: dict[str, Any] = {
    "programme": PROGRAMME,
    "indicator": "to_studies",
    "numerator": {"counts": "exits", "exits": ["studies_student_aid", "studies_retained_support"]},
    "denominator": {"counts": "enrolled"},
    "validFrom": "2021-07-01",
    "reason": "new_form_of_support",
    "occurredOn": "2021-05-10",
}
