"""How a figure is answered over HTTP: as JSON or CSV, with the version of the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, cast

from fastapi import Depends, Header, Path, Request, Response

from chassis.http.dependencies import opened_of
from chassis.http.problems import Problem
from reporting.disclosure_control.view import NothingPublished, View, Views

ProgrammeId = Annotated[str, Path(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]
"""As in `/v1/programmes`."""

IfNoneMatch = Annotated[str, Header(alias="If-None-Match")]


async def _views(request: Request) -> Views:
    return cast(Views, opened_of(request).views)


TheViews = Annotated[Views, Depends(_views)]

JSON, CSV = "application/json", "text/csv; charset=utf-8"
SPREADSHEET: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "UTF-8 with BOM, `;`"}
}


def opened(open_view: Callable[[], View]) -> View:
    """The view. Raises Problem 404 for an unknown programme, or one whose figures are not published yet."""
    try:
        return open_view()
    except KeyError:
        raise Problem(404, "not_found") from None
    except NothingPublished:
        raise Problem(404, "not_published_yet") from None


def answered(view: View, if_none_match: str, media_type: str, write: Callable[[], bytes]) -> Response:
    """The answer, or 304 when the caller already has it."""
    headers = {
        "ETag": _tag(view),
        "Cache-Control": "no-cache" if view.is_published else "private, no-store",
        "Samplan-Last-Fact": str(view.head.position),
    }
    if headers["ETag"] in if_none_match.split(", "):
        return Response(status_code=304, headers=headers)
    return Response(write(), media_type=media_type, headers=headers)


def _tag(view: View) -> str:
    """Changes whenever an answer may: with the facts, a rebuild or the day. Differs between readers."""
    reader = "published" if view.is_published else "internal"
    return f'W/"{view.head.position}.{view.head.generation}.{view.as_of:%Y%m%d}.{reader}"'
