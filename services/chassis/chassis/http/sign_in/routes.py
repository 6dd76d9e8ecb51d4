"""`/sign-in`, the way back from the provider, and `/sign-out`."""

from __future__ import annotations

import hmac
import re
from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from chassis.http.problems import Problem
from chassis.http.sessions import BEGUN_SECONDS, Sessions, SignedCookies
from chassis.http.sign_in.failure import ForPeople
from chassis.http.sign_in.provider import Provider

WAY_BACK = "/sign-in/back"
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
SEE_OTHER = 303
_OWN_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")

Text = Annotated[str, Query(max_length=2000)]
log = structlog.get_logger()


def sign_in_routes(provider: Provider, cookies: SignedCookies, sessions: Sessions) -> APIRouter:
    router = APIRouter(include_in_schema=False, route_class=ForPeople)
    _add_sign_in(router, provider, cookies, sessions)
    _add_sign_out(router, provider, sessions)
    return router


def _add_sign_in(router: APIRouter, provider: Provider, cookies: SignedCookies, sessions: Sessions) -> None:
    @router.get("/sign-in")
    async def begin(to: Text = "/", hint: Text = "") -> Response:
        begun = await provider.begin(hint)
        response = RedirectResponse(begun.url, SEE_OTHER, HEADERS)
        kept = {"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier, "to": _own(to)}
        cookies.set(response, "samplan_sign_in", kept, BEGUN_SECONDS)
        return response

    @router.get(WAY_BACK)
    async def come_back(request: Request, code: Text = "", state: Text = "") -> Response:
        begun = cookies.read(request, "samplan_sign_in")
        if begun is None or not code or not hmac.compare_digest(begun["state"].encode(), state.encode()):
            raise Problem(401, "sign_in_refused")
        claims = await provider.finish(code, begun)
        response = RedirectResponse(begun["to"], SEE_OTHER, HEADERS)
        try:
            sessions.begin(response, claims)
        except (KeyError, TypeError, ValueError) as error:
            log.warning("sign_in_without_a_role", claim=str(error))
            raise Problem(403, "no_role_here") from None
        cookies.delete(response, "samplan_sign_in")
        return response


def _add_sign_out(router: APIRouter, provider: Provider, sessions: Sessions) -> None:
    # It takes a form without fields: the description keeps the checks of JSON away.
    @router.post("/sign-out", openapi_extra={"requestBody": {}})
    def sign_out(request: Request, to: Text = "/") -> Response:
        response = RedirectResponse(_own(to), SEE_OTHER, HEADERS)
        if _is_from_own_page(request, provider.own_address):
            sessions.end(request, response)
        return response


def _is_from_own_page(request: Request, own_address: str) -> bool:
    """Whether a page of this service sent the form, as the browser states: no other site signs people out.

    `Sec-Fetch-Site` decides where it is sent: a page that sends no referrer sends `Origin: null`.
    """
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    return request.headers.get("origin") in (None, own_address)


def _own(path: str) -> str:
    """A path of this service, and never another address."""
    return path if _OWN_PATH.fullmatch(path) else "/"
