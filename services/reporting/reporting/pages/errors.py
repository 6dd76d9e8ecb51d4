"""Errors of a page are pages too, in the same language and under the same headers."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import structlog
from fastapi import HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from typing_extensions import override

from chassis.http.problems import RETRY_AFTER_SECONDS
from reporting.pages.dashboard import ForInsiders
from reporting.pages.headers import SECURITY_HEADERS
from reporting.pages.rendering import Pages
from reporting.pages.visitor import Visitor, visitor_of
from reporting.projection.heard import NotHeardYet
from reporting.projection.history import ManyAsk
from samplan.bus.reading.catch_up import StillCatchingUp

REFUSED: Mapping[type[Exception], int] = {
    NotHeardYet: 400,
    ForInsiders: 403,
    StillCatchingUp: 503,
    ManyAsk: 503,
}
log = structlog.get_logger()


def page_route(pages: Pages) -> type[APIRoute]:
    """Of the pages in one language."""

    class PageRoute(APIRoute):
        @override
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            answer = super().get_route_handler()

            async def answer_with_a_page(request: Request) -> Response:
                visitor = await visitor_of(request)
                try:
                    response = await answer(request)
                except HTTPException as error:
                    response = _error_page(error.status_code, pages, visitor, request)
                except tuple(REFUSED) as error:
                    response = _error_page(REFUSED[type(error)], pages, visitor, request)
                except Exception:
                    log.exception("page_failed")
                    response = _error_page(500, pages, visitor, request)
                keep = "private, no-store" if visitor.caller else "no-cache"
                response.headers.update({"Cache-Control": keep, "Vary": "Cookie", **SECURITY_HEADERS})
                return response

            return answer_with_a_page

    return PageRoute


def _error_page(status: int, pages: Pages, visitor: Visitor, request: Request) -> Response:
    """Who is to sign in comes back to the same address afterwards; no other error page repeats it."""
    address = f"{request.url.path.removeprefix(f'/{pages.language}')}?{request.url.query}"
    page = pages.render("error.html", visitor, status=status, path=address if status == 403 else "")
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == 503 else None
    return HTMLResponse(page, status_code=status, headers=headers)
