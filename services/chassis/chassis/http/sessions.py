"""Sessions of people who have signed in: a signed cookie that expires soon, and that the store can end."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Literal

from fastapi import Request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from joserfc.jwt import JWTClaimsRegistry
from starlette.responses import Response

from chassis.http.auth import Caller, caller_of
from chassis.http.sign_in.ends import SessionEnds, now_ms

BEGUN_SECONDS = 600
"""From the first redirect to the provider until the reader is back."""

Kind = Literal["samplan_session", "samplan_sign_in"]


class SignedCookies:
    """Facts in a browser's cookie, signed with a key of the service, each kind for its own time.

    Over https its name begins with `__Host-`: a browser takes it from this very host alone.
    """

    def __init__(self, key: bytes, *, secure: bool) -> None:
        self._key = OctKey.import_key(key)
        self._secure = secure

    def set(self, response: Response, kind: Kind, facts: Mapping[str, Any], seconds: int) -> None:
        claims = {**facts, "aud": kind, "exp": int(time.time()) + seconds}
        signed = jwt.encode({"alg": "HS256"}, claims, self._key, algorithms=["HS256"])
        response.set_cookie(
            self._name(kind),
            signed,
            max_age=seconds,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )

    def delete(self, response: Response, kind: Kind) -> None:
        response.delete_cookie(self._name(kind), path="/", secure=self._secure, httponly=True, samesite="lax")

    def read(self, request: Request, kind: Kind) -> Mapping[str, Any] | None:
        """None unless this service has signed the cookie, for this, and it has not expired."""
        checks = JWTClaimsRegistry(aud={"essential": True, "value": kind}, exp={"essential": True})
        try:
            claims = jwt.decode(
                request.cookies.get(self._name(kind), ""), self._key, algorithms=["HS256"]
            ).claims
            checks.validate(claims)
        except (JoseError, ValueError):
            return None
        return claims

    def _name(self, kind: Kind) -> str:
        return f"__Host-{kind}" if self._secure else kind


class Sessions:
    """Who is signed in to a service's pages, with the scopes of its API that their role holds."""

    def __init__(
        self, cookies: SignedCookies, scopes: frozenset[str], seconds: int, ends: SessionEnds
    ) -> None:
        self._cookies = cookies
        self._scopes = scopes
        self._seconds = seconds
        self._ends = ends

    def begin(self, response: Response, claims: Mapping[str, Any]) -> None:
        """Sign in the person whom the provider's claims name. Raises KeyError, TypeError or ValueError."""
        kept = {
            name: claims[name] for name in ("iss", "sub", "agency", "role", "programmes") if name in claims
        }
        if not self._caller_of(kept).is_person:
            raise ValueError("role")
        self._cookies.set(response, "samplan_session", {**kept, "begun": now_ms()}, self._seconds)

    def end(self, request: Request, response: Response) -> None:
        """End every session of the person who is signed in, in this and in other browsers."""
        if caller := self.caller(request):
            self._ends.end_all_of(caller.issuer, caller.subject)
        self._cookies.delete(response, "samplan_session")

    def caller(self, request: Request) -> Caller | None:
        """The person who is signed in."""
        claims = self._cookies.read(request, "samplan_session")
        if claims is None:
            return None
        try:
            caller = self._caller_of(claims)
            is_over = self._ends.is_over(caller.issuer, caller.subject, claims["begun"])
        except (KeyError, TypeError, ValueError):  # a role that no longer exists
            return None
        return None if is_over else caller

    def _caller_of(self, claims: Mapping[str, Any]) -> Caller:
        return caller_of({**claims, "scope": " ".join(sorted(self._scopes))})
