"""The addresses of the pages: `/sv/<programme>` and `/en/<programme>`, and their files under `/static`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

from chassis.http.auth import Caller
from chassis.http.dependencies import opened_of
from reporting.moments import AS_OF, KNOWN_AT, Moment, moment_in, query_of
from reporting.pages.dashboard import Dashboard, Unpublished, name_of
from reporting.pages.errors import page_route
from reporting.pages.headers import SECURITY_HEADERS
from reporting.pages.language import Language, preferred
from reporting.pages.rendering import Pages
from reporting.pages.visitor import TheVisitor
from reporting.pages.wording import Wording
from reporting.programmes.listing import ProgrammeEntry

Templates = Mapping[type[Dashboard | Unpublished], str]

STATIC = Path(__file__).parent / "static"
WHOLE_PAGE: Templates = {Dashboard: "dashboard.html", Unpublished: "unpublished.html"}
ONLY_FIGURES: Templates = {Dashboard: "figures.html", Unpublished: "unpublished_figures.html"}


class Dashboards(Protocol):
    """Where the pages get their content."""

    def programmes(self) -> Sequence[ProgrammeEntry]: ...

    def dashboard(
        self, programme: ProgrammeEntry, say: Wording, caller: Caller | None, moment: Moment
    ) -> Dashboard | Unpublished:
        """What the caller may see. Raises StillCatchingUp while live figures must not be shown.

        Raises ForInsiders for a moment that is not shown to them, NotHeardYet and ManyAsk.
        """
        ...


async def _dashboards(request: Request) -> Dashboards:
    return cast(Dashboards, opened_of(request).dashboards)


TheDashboards = Annotated[Dashboards, Depends(_dashboards)]


def _moment(request: Request) -> Moment:
    """The address says all that the page shows: a parameter that is misspelt would show something else."""
    stated = request.query_params.multi_items()
    if {name for name, _ in stated} - {AS_OF, KNOWN_AT} or len(dict(stated)) < len(stated):
        raise HTTPException(400)
    try:
        return moment_in(dict(stated))
    except ValueError:
        raise HTTPException(400) from None


@dataclass(frozen=True)
class Reader:
    """Who asks for which page."""

    programme: str
    visitor: TheVisitor
    dashboards: TheDashboards
    moment: Annotated[Moment, Depends(_moment)]


TheReader = Annotated[Reader, Depends()]


@cache
def page_routers(*, fictitious: bool) -> tuple[APIRouter, ...]:
    """The dashboard in each language, the redirect to it from `/`, and its files."""
    return (_entrance(), *(_pages_in(Pages(language, fictitious)) for language in Language))


def _entrance() -> APIRouter:
    router = APIRouter(include_in_schema=False)
    files = StaticFiles(directory=STATIC)

    @router.get("/")
    def choose_language(accept_language: Annotated[str, Header()] = "") -> Response:
        headers = {"Vary": "Accept-Language", **SECURITY_HEADERS}
        return RedirectResponse(f"/{preferred(accept_language)}", headers=headers)

    @router.get("/static/{path:path}")
    async def file(path: str, request: Request) -> Response:
        response = await files.get_response(path, request.scope)
        keep = "public, max-age=31536000, immutable" if path.startswith("vendor/") else "no-cache"
        response.headers.update({"Cache-Control": keep, **SECURITY_HEADERS})
        return response

    return router


def _newest(programmes: Sequence[ProgrammeEntry]) -> ProgrammeEntry:
    if not programmes:
        raise HTTPException(404)
    return max(programmes, key=lambda entry: entry.runs_from)


def _pages_in(pages: Pages) -> APIRouter:
    language = pages.language
    router = APIRouter(prefix=f"/{language}", route_class=page_route(pages), include_in_schema=False)

    @router.get("")
    def latest_programme(dashboards: TheDashboards) -> Response:
        return RedirectResponse(f"/{language}/{_newest(dashboards.programmes()).id}")

    @router.get("/{programme}")
    def whole_page(reader: TheReader) -> HTMLResponse:
        return _shown(pages, WHOLE_PAGE, reader)

    @router.get("/{programme}/figures")
    def only_figures(reader: TheReader) -> HTMLResponse:
        return _shown(pages, ONLY_FIGURES, reader)

    @router.get("/{rest:path}")
    def nothing_here(rest: str) -> HTMLResponse:  # noqa: ARG001  # the address is not repeated
        raise HTTPException(404)

    return router


def _shown(pages: Pages, templates: Templates, reader: Reader) -> HTMLResponse:
    known = {entry.id: entry for entry in reader.dashboards.programmes()}
    if reader.programme not in known:
        raise HTTPException(404)
    say, caller, query = Wording(pages.language), reader.visitor.caller, query_of(reader.moment.in_address)
    page = reader.dashboards.dashboard(known[reader.programme], say, caller, reader.moment)
    links = [(entry.id, name_of(entry, pages.language)) for entry in known.values()]
    values = {"page": page, "programmes": links, "query": query, "path": f"/{reader.programme}{query}"}
    return HTMLResponse(pages.render(templates[type(page)], reader.visitor, **values))
