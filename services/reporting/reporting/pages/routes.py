"""The addresses of the pages: `/sv/<programme>` and `/en/<programme>`, and their files under `/static`."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Protocol, cast

import structlog
from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from typing_extensions import override

from chassis.http.auth import Caller
from chassis.http.dependencies import opened_of
from chassis.http.problems import RETRY_AFTER_SECONDS
from reporting.pages.dashboard import Dashboard, Unpublished, name_of
from reporting.pages.headers import SECURITY_HEADERS
from reporting.pages.language import Language, preferred
from reporting.pages.rendering import Pages
from reporting.pages.visitor import TheVisitor, Visitor, visitor_of
from reporting.pages.wording import Wording
from reporting.programmes.listing import ProgrammeEntry
from samplan.bus.reading.catch_up import StillCatchingUp

Templates = Mapping[type[Dashboard | Unpublished], str]

STATIC = Path(__file__).parent / "static"
WHOLE_PAGE: Templates = {Dashboard: "dashboard.html", Unpublished: "unpublished.html"}
ONLY_FIGURES: Templates = {Dashboard: "figures.html", Unpublished: "unpublished_figures.html"}
log = structlog.get_logger()


class Dashboards(Protocol):
    """Where the pages get their content."""

    def programmes(self) -> Sequence[ProgrammeEntry]: ...

    def dashboard(
        self, programme: ProgrammeEntry, say: Wording, caller: Caller | None
    ) -> Dashboard | Unpublished:
        """What the caller may see. Raises StillCatchingUp while live figures must not be shown."""
        ...


async def _dashboards(request: Request) -> Dashboards:
    return cast(Dashboards, opened_of(request).dashboards)


TheDashboards = Annotated[Dashboards, Depends(_dashboards)]


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
    router = APIRouter(prefix=f"/{language}", route_class=_page_route(pages), include_in_schema=False)

    def show(templates: Templates, programme: str, visitor: Visitor, dashboards: Dashboards) -> HTMLResponse:
        known = {entry.id: entry for entry in dashboards.programmes()}
        if programme not in known:
            raise HTTPException(404)
        page = dashboards.dashboard(known[programme], Wording(language), visitor.caller)
        links = [(entry.id, name_of(entry, language)) for entry in known.values()]
        values = {"page": page, "programmes": links, "path": f"/{programme}"}
        return HTMLResponse(pages.render(templates[type(page)], visitor, **values))

    @router.get("")
    def latest_programme(dashboards: TheDashboards) -> Response:
        return RedirectResponse(f"/{language}/{_newest(dashboards.programmes()).id}")

    @router.get("/{programme}")
    def whole_page(programme: str, visitor: TheVisitor, dashboards: TheDashboards) -> HTMLResponse:
        return show(WHOLE_PAGE, programme, visitor, dashboards)

    @router.get("/{programme}/figures")
    def only_figures(programme: str, visitor: TheVisitor, dashboards: TheDashboards) -> HTMLResponse:
        return show(ONLY_FIGURES, programme, visitor, dashboards)

    @router.get("/{rest:path}")
    def nothing_here(rest: str) -> HTMLResponse:  # noqa: ARG001  # the address is not repeated
        raise HTTPException(404)

    return router


def _page_route(pages: Pages) -> type[APIRoute]:
    """Errors of a page are pages too, in the same language and under the same headers."""

    class PageRoute(APIRoute):
        @override
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            answer = super().get_route_handler()

            async def answer_with_a_page(request: Request) -> Response:
                visitor = await visitor_of(request)
                try:
                    response = await answer(request)
                except HTTPException as error:
                    response = _error_page(error.status_code, pages, visitor)
                except StillCatchingUp as refused:
                    response = _error_page(refused.status, pages, visitor)
                    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
                except Exception:
                    log.exception("page_failed")
                    response = _error_page(500, pages, visitor)
                keep = "private, no-store" if visitor.caller else "no-cache"
                response.headers.update({"Cache-Control": keep, "Vary": "Cookie", **SECURITY_HEADERS})
                return response

            return answer_with_a_page

    return PageRoute


def _error_page(status: int, pages: Pages, visitor: Visitor) -> Response:
    return HTMLResponse(pages.render("error.html", visitor, status=status, path=""), status_code=status)
