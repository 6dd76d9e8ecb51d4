"""How a figure is answered over HTTP: as JSON or a file, with the version of the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, cast

from fastapi import Depends, Header, Path, Request, Response

from chassis.http.dependencies import opened_of
from chassis.http.problems import Problem
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import NothingPublished, Views
from reporting.exports.about import Origin
from reporting.exports.formats import FORMATS, Ending
from reporting.figure import Figure

ProgrammeId = Annotated[str, Path(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]
"""As in `/v1/programmes`."""

IfNoneMatch = Annotated[str, Header(alias="If-None-Match")]


async def _views(request: Request) -> Views:
    return cast(Views, opened_of(request).views)


TheViews = Annotated[Views, Depends(_views)]


async def _origin(request: Request) -> Origin:
    return cast(Origin, opened_of(request).origin)


TheOrigin = Annotated[Origin, Depends(_origin)]

JSON = "application/json"
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            each.media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
            for each in FORMATS.values()
            if each.media_type != JSON
        }
        | {JSON: {"schema": {"type": "object"}, "example": {"version": "2.0", "class": "dataset"}}},
        "description": "; ".join(f"{each.name}: {each.description}" for each in FORMATS.values()),
    }
}


def opened(open_view: Callable[[], View]) -> View:
    """The view. Raises Problem 404 for an unknown programme, or one whose figures are not published yet."""
    try:
        return open_view()
    except KeyError:
        raise Problem(404, "not_found") from None
    except NothingPublished:
        raise Problem(404, "not_published_yet") from None


def answered(view: View, if_none_match: str, write: Callable[[], bytes]) -> Response:
    """The answer, or 304 when the caller already has it."""
    headers = {
        "ETag": _tag(view),
        "Cache-Control": "no-cache" if view.is_published else "private, no-store",
        "Samplan-Last-Fact": str(view.head.position),
    }
    if headers["ETag"] in if_none_match.split(", "):
        return Response(status_code=304, headers=headers)
    return Response(write(), media_type=JSON, headers=headers)


def exported(figure: Figure[Any], ending: Ending, view: View, origin: Origin, if_none_match: str) -> Response:
    """The file, named after programme and figure, or 304 when the caller already has it."""
    response = answered(view, if_none_match, lambda: figure.in_format(FORMATS[ending], view, origin))
    if response.status_code == 200:
        name = f"{view.programme.id}-{figure.path}.{ending}"
        response.headers["Content-Type"] = FORMATS[ending].media_type
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _tag(view: View) -> str:
    """Changes whenever an answer may: with the facts, a rebuild or the day. Differs between readers."""
    reader = "published" if view.is_published else "internal"
    return f'W/"{view.head.position}.{view.head.generation}.{view.as_of:%Y%m%d}.{reader}"'
