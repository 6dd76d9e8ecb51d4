"""Definitions over HTTP: one with its versions, and a programme's list."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.fields import Id, View
from chassis.http.verbs import Resource
from samplan.contracts.codes.indicators import DefinitionReason, Direction
from samplan.contracts.codes.steering import SteeringRole
from steering.access import Decider, Reader, TheList, Writer
from steering.definitions.approve_definition import AnswerToDefinition
from steering.definitions.definition import Content, Definition, Version
from steering.definitions.definitions_of_programme import OF_PROGRAMME
from steering.definitions.part_over_http import EXAMPLE, TYPES, PartView
from steering.definitions.prepare_definition import PrepareDefinition, PrepareVersion
from steering.definitions.show_definition import ShowDefinition

DefinitionId = Annotated[Id, Path(alias="definitionId")]
_WHICH: dict[str, Any] = {
    "definitionId": "1e6f8d2b-0c4a-5d79-9b35-7f2e1a8c3d02",
    "programme": "malmokraften",
    "indicator": "to_studies",
}
_CONTENT: dict[str, Any] = {
    "numerator": EXAMPLE,
    "denominator": {"counts": "enrolled"},
    "direction": "at_least",
    "validFrom": "2021-04-01",
    "reason": "new_form_of_support",
    "preparedBy": "process_leader",
}
_VERSION = {**_CONTENT, "version": 3, "approvedBy": "steering_member", "approvedOn": "2021-03-24"}


class ContentView(View):
    """What counts from a day on. The persons are not shown, only their roles."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CONTENT]})

    numerator: PartView
    denominator: PartView | None
    direction: Direction
    valid_from: date
    reason: DefinitionReason
    prepared_by: SteeringRole

    @classmethod
    def members_of(cls, content: Content, prepared_by: SteeringRole) -> dict[str, Any]:
        return {
            **vars(content),
            "numerator": PartView.of(content.numerator),
            "denominator": content.denominator and PartView.of(content.denominator),
            "prepared_by": prepared_by,
        }


class VersionView(ContentView):
    model_config = ConfigDict(json_schema_extra={"examples": [_VERSION]})

    version: int
    approved_by: SteeringRole
    approved_on: date

    @classmethod
    def of(cls, one: Version) -> Self:
        members = cls.members_of(one.content, one.prepared_by)
        return cls(**members, version=one.number, approved_by=one.approved_by, approved_on=one.on)


class DefinitionView(View):
    """`approved`: the group's versions, which follow those of the file. `waiting`: prepared, not approved."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{**_WHICH, "approved": [_VERSION], "waiting": None}]}
    )

    definition_id: UUID
    programme: str
    indicator: str
    approved: tuple[VersionView, ...]
    waiting: ContentView | None

    @classmethod
    def of(cls, definition: Definition) -> Self:
        waiting = definition.waiting and ContentView(
            **ContentView.members_of(definition.waiting[0], definition.waiting[1].role)
        )
        return cls(
            definition_id=definition.id,
            programme=definition.programme,
            indicator=definition.indicator,
            approved=tuple(map(VersionView.of, definition.approved)),
            waiting=waiting,
        )


class DefinitionRow(View):
    """`version`: the latest approved one. `waits`: something is prepared and not approved."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_WHICH, "version": 3, "waits": False}]})

    definition_id: UUID
    programme: str
    indicator: str
    version: int | None
    waits: bool


DEFINITIONS = Resource(
    commands=PrepareVersion,
    path="/v1/definitions/{definitionId}",
    tag="definitions",
    writer=Writer,
    view=DefinitionView,
    answer="The definition as it now is",
    version="The version of the definition's record",
    types=TYPES,
)
NEW_DEFINITIONS = DEFINITIONS.created_by(
    PrepareDefinition, at="/v1/definitions", answer="The definition, which waits for approval"
)
DECISIONS_ON_DEFINITIONS = Resource(
    commands=AnswerToDefinition,
    path=DEFINITIONS.path,
    tag=DEFINITIONS.tag,
    writer=Decider,
    view=DefinitionView,
    answer=DEFINITIONS.answer,
    version=DEFINITIONS.version,
    types=TYPES,
)


def show_definition(definition_id: DefinitionId, caller: Reader, look_up: LookingUp) -> Response:
    """For the agencies of its programme; others get 404."""
    asked = ShowDefinition(definition_id=definition_id, by=caller.agency, programmes=caller.programmes)
    return view_response(look_up(asked), DefinitionView.of)


def list_definitions(asked: TheList) -> list[DefinitionRow]:
    """Of one programme, by indicator: those that the group has prepared or approved."""
    return [DefinitionRow.model_validate(row) for row in asked.rows(OF_PROGRAMME)]
