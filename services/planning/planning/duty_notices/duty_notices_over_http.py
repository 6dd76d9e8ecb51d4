"""Duty notices over HTTP: each is shown to the agency that gave it alone."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.fields import Id, View
from chassis.http.verbs import Resource
from planning.duty_notices.duty_notice import HowRead
from planning.duty_notices.give_duty_notice import GiveDutyNotice, OpenNotice
from planning.duty_notices.read_duty_notice import ReadDutyNotice
from planning.duty_notices.show_duty_notice import ShowDutyNotice
from planning.showing.access import AnyReader, RecordWriter


class DutyNoticeView(View):
    """`readOn`, `how` and `shownBy` are the proof that it was read.

    `language` and `shownBy` are null in the answer to a command, and once the participant is erased.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "noticeId": "2d1c9e44-77b0-4b3e-8a0f-9d5e6c7b8a15",
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "noticeVersion": 1,
                    "language": "ar",
                    "givenOn": "2022-03-14",
                    "readOn": "2022-03-14",
                    "how": "read_with_interpreter",
                    "shownBy": "arbetsförmedlare",
                }
            ]
        }
    )

    notice_id: UUID
    plan_id: UUID
    notice_version: int
    language: str | None
    given_on: date
    read_on: date | None
    how: HowRead | None
    shown_by: str | None

    @classmethod
    def of(cls, opened: OpenNotice) -> Self:
        notice = opened.notice
        return cls(
            notice_id=notice.id,
            plan_id=notice.plan_id,
            notice_version=notice.notice_version,
            language=opened.language,
            given_on=notice.given_on,
            read_on=notice.read_on,
            how=notice.how,
            shown_by=opened.shown_by,
        )


DUTY_NOTICES = Resource(
    commands=ReadDutyNotice,
    path="/v1/duty-notices/{noticeId}",
    tag="duty-notices",
    writer=RecordWriter,
    view=DutyNoticeView,
    answer="The notice with its proof",
    version="The notice's version",
)
NEW_DUTY_NOTICES = DUTY_NOTICES.created_by(
    GiveDutyNotice, at="/v1/plans/{planId}/duty-notices", answer="The notice that was given"
)


def show_duty_notice(
    notice_id: Annotated[Id, Path(alias="noticeId")], caller: AnyReader, look_up: LookingUp
) -> Response:
    """To the agency that gave it alone."""
    return view_response(look_up(ShowDutyNotice(notice_id=notice_id, by=caller.agency)), DutyNoticeView.of)
