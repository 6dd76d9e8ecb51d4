"""Groups over HTTP: each is shown to its owner and to the keeper of the plans, and to no other agency."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp, Store, TheSettings
from chassis.http.fields import Id, View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from planning.groups.command import GroupCommand
from planning.groups.form_group import FormGroup
from planning.groups.group import Group, Membership
from planning.groups.own_groups import OWN_GROUPS
from planning.groups.show_group import SeenGroup, ShowGroup
from planning.showing.access import AnyReader, RecordWriter
from samplan.contracts.codes import Agency, InterruptionReason

GroupId = Annotated[Id, Path(alias="groupId")]
LINE: dict[str, Any] = {
    "groupId": "4d9c6f0e-2f0a-4f57-9a8e-1b6f0c3d5e21",
    "programme": "forsta-steget",
    "ownerAgency": "klippan",
    "term": "spring",
    "beginsOn": "2019-01-21",
    "endsOn": "2019-05-19",
}


class GroupLine(View):
    model_config = ConfigDict(json_schema_extra={"examples": [{**LINE, "members": 9}]})

    group_id: UUID
    programme: str
    owner_agency: Agency
    term: str
    begins_on: date
    ends_on: date
    members: int


class MemberView(View):
    plan_id: UUID
    joined_on: date
    left_on: date | None
    left_because: InterruptionReason | None

    @classmethod
    def of(cls, membership: Membership) -> Self:
        return cls(
            plan_id=membership.plan_id,
            joined_on=membership.joined_on,
            left_on=membership.left_on,
            left_because=membership.left_because,
        )


class GroupView(View):
    """`warnings`: `group_is_small` and `group_is_large`, by the sizes that the programme gives."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **LINE,
                    "methodBook": "forsta-steget-2019",
                    "sessionDays": ["2019-01-21", "2019-01-22"],
                    "members": [
                        {
                            "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                            "joinedOn": "2019-01-21",
                            "leftOn": None,
                            "leftBecause": None,
                        }
                    ],
                    "warnings": ["group_is_small"],
                }
            ]
        }
    )

    group_id: UUID
    programme: str
    owner_agency: Agency
    term: str
    method_book: str
    begins_on: date
    ends_on: date
    session_days: tuple[date, ...]
    members: list[MemberView]
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, group: Group) -> Self:
        return cls(
            group_id=group.id,
            programme=group.programme,
            owner_agency=group.owner,
            term=group.term,
            method_book=group.method_book,
            begins_on=group.begins_on,
            ends_on=group.ends_on,
            session_days=group.days,
            members=[MemberView.of(one) for one in group.memberships],
            warnings=group.warnings,
        )

    @classmethod
    def seen(cls, one: SeenGroup) -> Self:
        told = [MemberView.of(each) for each in one.memberships]
        return cls.of(one.group).model_copy(update={"members": told})


GROUPS = Resource(
    commands=GroupCommand,
    path="/v1/groups/{groupId}",
    tag="groups",
    writer=RecordWriter,
    view=GroupView,
    answer="The group after the change",
    version="The group's version",
)
NEW_GROUPS = GROUPS.created_by(FormGroup, at="/v1/groups", answer="The group as it was formed")


def show_group(group_id: GroupId, caller: AnyReader, look_up: LookingUp) -> Response:
    """Only its owner and the keeper are shown it; to the keeper the members whose consent names both."""
    return view_response(look_up(ShowGroup(group_id=group_id, by=caller.agency)), GroupView.seen)


def list_groups(caller: AnyReader, store: Store, settings: TheSettings, paging: Paging) -> list[GroupLine]:
    """Those of the calling agency, the latest first; to the keeper all."""
    rows = paging.rows(OWN_GROUPS, store.query, {"by": caller.agency, "keeper": settings.agency})
    return [GroupLine(**row) for row in rows]
