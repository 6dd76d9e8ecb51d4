"""A group's schedule over HTTP. Its owner and the keeper are given it, for the participants."""

from typing import Annotated, Any

from fastapi import Query, Response

from chassis.http.dependencies import LookingUp
from planning.groups.groups_over_http import GroupId
from planning.schedule.calendar import calendar_of
from planning.schedule.page import HEADERS, page_of
from planning.schedule.schedule import ShowSchedule
from planning.schedule.wording import Wording
from planning.showing.access import AnyReader
from samplan.contracts.codes.languages import ParticipantLanguage

PAGE, CALENDAR = "text/html", "text/calendar"
Language = Annotated[ParticipantLanguage, Query(description="ISO 639. Default: Swedish")]


def answers(kind: str, description: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": description, "content": {kind: {"schema": {"type": "string"}}}}}


def show_schedule(
    group_id: GroupId,
    caller: AnyReader,
    look_up: LookingUp,
    language: Language = ParticipantLanguage.SV,
) -> Response:
    """The whole period as a page, in the participant's language. It names no participant."""
    page = page_of(look_up(ShowSchedule(group_id=group_id, by=caller.agency)), Wording.of(language))
    headers = {"Cache-Control": "no-store", "Content-Language": language.value, **HEADERS}
    return Response(page, media_type=PAGE, headers=headers)


def show_calendar(
    group_id: GroupId,
    caller: AnyReader,
    look_up: LookingUp,
    language: Language = ParticipantLanguage.SV,
) -> Response:
    """The whole period as iCalendar (RFC 5545). An event keeps its UID, and a cancelled session says so."""
    content = calendar_of(look_up(ShowSchedule(group_id=group_id, by=caller.agency)), Wording.of(language))
    headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="schema.ics"'}
    return Response(content, media_type=CALENDAR, headers=headers)
