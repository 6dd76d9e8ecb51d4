"""The provider's endpoints: discovery, the page to choose, the exchange of a code, and the public keys.

python -m samplan.testing.provider.app --port 8010 --data .samplan
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import time
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import typer
import uvicorn
from joserfc import jwt
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from samplan.testing.issuer import ensure_issuer, signing_key
from samplan.testing.provider.people import BY_SUBJECT, PEOPLE, Someone
from samplan.testing.provider.tickets import Tickets
from samplan.testing.servers.ports import HOST

CODE_SECONDS = 60
TOKEN_SECONDS = 300
CSP = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' {redirect}; frame-ancestors 'none'"
SEE_OTHER = 303

_PAGE = """<!doctype html><html lang="sv"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Vem är du? · Who are you?</title>
<style>body{{font:1.1rem sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}}
button{{font:inherit;display:block;width:100%;margin:.5rem 0;padding:.8rem;text-align:left}}</style>
<main><h1>Vem är du? · <span lang="en">Who are you?</span></h1>
<p>Utvecklingsmiljö: ingen av dem finns, och inget lösenord behövs.</p>
<p lang="en">For development: none of them exists, and no password is needed.</p>
<form method="post" action="?{query}">{buttons}</form></main></html>"""


@dataclass(frozen=True)
class Granted:
    """What a code can be exchanged for, once."""

    someone: Someone
    client_id: str
    redirect_uri: str
    nonce: str
    challenge: str
    until: float


class DevelopmentProvider:
    """`issuer` is its own address; `data_dir` holds the development issuer's keys."""

    def __init__(self, issuer: str, data_dir: Path) -> None:
        self._issuer = issuer
        self._data_dir = data_dir
        self._tickets = Tickets(data_dir)
        self._codes: dict[str, Granted] = {}

    @property
    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/authorize", self.choose),
                Route("/authorize", self.chosen, methods=["POST"]),
                Route("/token", self.exchange, methods=["POST"]),
                Route("/jwks", self.keys),
            ]
        )

    async def discovery(self, _: Request) -> Response:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        named = {name: f"{self._issuer}/{path}" for name, path in places.items()}
        return JSONResponse({"issuer": self._issuer, **named, "code_challenge_methods_supported": ["S256"]})

    async def choose(self, request: Request) -> Response:
        """The page, or at once back for a browser that brings a ticket."""
        if (fault := _fault(request)) is not None:
            return fault
        if someone := self._tickets.use(request.query_params.get("login_hint", "")):
            return self._back(request, someone)
        page = _PAGE.format(query=html.escape(request.url.query), buttons="".join(map(_button, PEOPLE)))
        back = urlsplit(request.query_params["redirect_uri"])
        policy = CSP.format(redirect=f"{back.scheme}://{back.netloc}")
        return HTMLResponse(page, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})

    async def chosen(self, request: Request) -> Response:
        if (fault := _fault(request)) is not None:
            return fault
        someone = BY_SUBJECT.get((await _form(request)).get("who", ""))
        return self._back(request, someone) if someone else _refused("access_denied")

    async def exchange(self, request: Request) -> Response:
        form = await _form(request)
        granted = self._codes.pop(form.get("code", ""), None)
        if granted is None or granted.until < time.time():
            return _refused("invalid_grant")
        sent = (_client_of(request, form), form.get("redirect_uri"), _s256(form.get("code_verifier", "")))
        if sent != (granted.client_id, granted.redirect_uri, granted.challenge):
            return _refused("invalid_grant")
        answer = {"access_token": token_urlsafe(16), "token_type": "Bearer", "expires_in": TOKEN_SECONDS}
        return JSONResponse({**answer, "id_token": self._id_token(granted)})

    async def keys(self, _: Request) -> Response:
        return JSONResponse(json.loads(ensure_issuer(self._data_dir).read_text()))

    def _back(self, request: Request, someone: Someone) -> Response:
        asked, code = request.query_params, token_urlsafe(24)
        self._codes[code] = Granted(
            someone=someone,
            client_id=asked["client_id"],
            redirect_uri=asked["redirect_uri"],
            nonce=asked["nonce"],
            challenge=asked["code_challenge"],
            until=time.time() + CODE_SECONDS,
        )
        answer = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}", SEE_OTHER)

    def _id_token(self, granted: Granted) -> str:
        now, key = int(time.time()), signing_key(self._data_dir)
        claims: dict[str, Any] = {
            "iss": self._issuer,
            "sub": granted.someone.subject,
            "aud": granted.client_id,
            "nonce": granted.nonce,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "agency": granted.someone.agency.value,
            "role": granted.someone.role,
        }
        return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key, algorithms=["ES256"])


def _button(one: Someone) -> str:
    english = f'<span lang="en">{html.escape(one.in_english)}</span>'
    return f'<button name="who" value="{one.subject}">{html.escape(one.says)} · {english}</button>'


def _fault(request: Request) -> Response | None:
    """Refuses a redirect to another machine, and a request without PKCE, state or nonce."""
    asked = request.query_params
    if urlsplit(asked.get("redirect_uri", "")).hostname not in {HOST, "localhost"}:
        return _refused("invalid_request")
    needed = ("client_id", "state", "nonce", "code_challenge")
    if asked.get("code_challenge_method") != "S256" or not all(asked.get(name) for name in needed):
        return _refused("invalid_request")
    return None


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode()))


def _client_of(request: Request, form: dict[str, str]) -> str:
    """A public client states its id in the form; one with a secret, which is not checked, in the header."""
    kind, _, basic = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        return base64.b64decode(basic).decode().partition(":")[0]
    return form.get("client_id", "")


def _s256(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _refused(error: str) -> Response:
    return JSONResponse({"error": error}, 400)


def main(port: int = 8010, data: Path = Path(".samplan")) -> None:
    """Run the development provider on this machine."""
    provider = DevelopmentProvider(f"http://{HOST}:{port}", data)
    uvicorn.run(provider.app, host=HOST, port=port, log_config=None, access_log=False)


if __name__ == "__main__":
    typer.run(main)
