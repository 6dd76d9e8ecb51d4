"""A sign-in that failed, as a page: a person is in front of it. Programs get the problem document."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import HTMLResponse, Response

from chassis.http.problems import Problem, request_id_of

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
WHY = {
    "provider_unavailable": ("Inloggningstjänsten svarar inte.", "The sign-in service does not answer."),
    "sign_in_refused": (
        "Inloggningen avbröts eller tog för lång tid.",
        "The sign-in was broken off, or took too long.",
    ),
    "no_role_here": ("Du har ingen roll i den här tjänsten.", "You have no role in this service."),
}

_PAGE = """<!doctype html><html lang="sv"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Inloggningen misslyckades</title>
<main><h1>Inloggningen misslyckades · <span lang="en">Sign-in failed</span></h1>
<p>{swedish}</p><p lang="en">{english}</p>
<p><a href="/sign-in">Försök igen · <span lang="en">Try again</span></a></p>
<p>{code} · {request_id}</p></main></html>"""


class ForPeople(APIRoute):
    """A route whose problems are pages to a caller that asks for one."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                if problem.code not in WHY or "text/html" not in request.headers.get("accept", ""):
                    raise
                return _page_of(problem, request)

        return answer


def _page_of(problem: Problem, request: Request) -> Response:
    swedish, english = WHY[problem.code]
    page = _PAGE.format(
        swedish=swedish, english=english, code=problem.code, request_id=request_id_of(request)
    )
    return HTMLResponse(page, problem.status, HEADERS)
