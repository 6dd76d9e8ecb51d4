"""Targets over HTTP: one with its history, and a programme's list."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.fields import Id, View
from chassis.http.verbs import Resource
from samplan.contracts.codes.steering import SteeringRole, TargetReason, TargetUnit
from steering.access import Decider, Reader, TheList, Writer
from steering.forms import TYPES
from steering.targets.approve_target import AnswerToTarget
from steering.targets.prepare_target import PrepareRevision, PrepareTarget
from steering.targets.show_target import ShowTarget
from steering.targets.target import Approved, Level, Target
from steering.targets.targets_of_programme import OF_PROGRAMME

TargetId = Annotated[Id, Path(alias="targetId")]
_WHICH: dict[str, Any] = {
    "targetId": "0d5e7c1a-9b3f-5c68-8a24-6e1d0f7b2c01",
    "programme": "malmokraften",
    "target": "participants",
}
_LEVEL: dict[str, Any] = {
    "value": 4000,
    "tolerance": 0,
    "validFrom": "2021-05-17",
    "reason": "fewer_referrals",
    "preparedBy": "process_leader",
}
_APPROVED = {**_LEVEL, "approvedBy": "steering_member", "approvedOn": "2021-05-10"}


class LevelView(View):
    """A value from a day on. The persons are not shown, only their roles."""

    model_config = ConfigDict(json_schema_extra={"examples": [_LEVEL]})

    value: int
    tolerance: int
    valid_from: date
    reason: TargetReason
    prepared_by: SteeringRole

    @classmethod
    def members_of(cls, level: Level, prepared_by: SteeringRole) -> dict[str, Any]:
        return {**vars(level), "prepared_by": prepared_by}


class ApprovedView(LevelView):
    model_config = ConfigDict(json_schema_extra={"examples": [_APPROVED]})

    approved_by: SteeringRole
    approved_on: date

    @classmethod
    def of(cls, one: Approved) -> Self:
        members = cls.members_of(one.level, one.prepared_by)
        return cls(**members, approved_by=one.approved_by, approved_on=one.on)


class TargetView(View):
    """`approved`: every value, the first one first. `waiting`: what is prepared and not approved."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_WHICH,
                    "indicator": "participants",
                    "unit": "participants",
                    "approved": [_APPROVED],
                    "waiting": None,
                }
            ]
        }
    )

    target_id: UUID
    programme: str
    target: str
    indicator: str
    unit: TargetUnit
    approved: tuple[ApprovedView, ...]
    waiting: LevelView | None

    @classmethod
    def of(cls, target: Target) -> Self:
        waiting = target.waiting and LevelView(
            **LevelView.members_of(target.waiting[0], target.waiting[1].role)
        )
        return cls(
            target_id=target.id,
            programme=target.programme,
            target=target.target,
            indicator=target.indicator,
            unit=target.unit,
            approved=tuple(map(ApprovedView.of, target.approved)),
            waiting=waiting,
        )


class TargetRow(View):
    """`value`: the latest approved one. `waits`: something is prepared and not approved."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_WHICH, "value": 4000, "waits": False}]})

    target_id: UUID
    programme: str
    target: str
    value: int | None
    waits: bool


TARGETS = Resource(
    commands=PrepareRevision,
    path="/v1/targets/{targetId}",
    tag="targets",
    writer=Writer,
    view=TargetView,
    answer="The target as it now is",
    version="The target's version",
    types=TYPES,
)
NEW_TARGETS = TARGETS.created_by(
    PrepareTarget, at="/v1/targets", answer="The target, which waits for approval"
)
DECISIONS_ON_TARGETS = Resource(
    commands=AnswerToTarget,
    path=TARGETS.path,
    tag=TARGETS.tag,
    writer=Decider,
    view=TargetView,
    answer=TARGETS.answer,
    version=TARGETS.version,
    types=TYPES,
)


def show_target(target_id: TargetId, caller: Reader, look_up: LookingUp) -> Response:
    """For the agencies of its programme; others get 404."""
    asked = ShowTarget(target_id=target_id, by=caller.agency, programmes=caller.programmes)
    return view_response(look_up(asked), TargetView.of)


def list_targets(asked: TheList) -> list[TargetRow]:
    """Of one programme, by name."""
    return [TargetRow.model_validate(row) for row in asked.rows(OF_PROGRAMME)]
