"""Who calls: a bearer JWT that names an agency and its scopes, checked against a file of public keys."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import jwt
from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from jwt import PyJWK

from chassis.http.problems import Problem
from samplan.contracts.codes import Agency

ALGORITHMS = ["EdDSA", "ES256", "RS256"]
LEEWAY_SECONDS = 30
CLAIMS = ["exp", "iss", "aud", "agency", "scope"]

bearer = HTTPBearer(auto_error=False, description="A JWT with `agency`, `scope` and the service as audience.")


@dataclass(frozen=True)
class Caller:
    """The agency behind a request and what its token lets it do."""

    agency: Agency
    scopes: frozenset[str]


class Verifier:
    """Checks tokens against the JWKS file, read again when it changes."""

    def __init__(self, keys: Path, *, audience: str, issuer: str) -> None:
        self._path = keys
        self._audience = audience
        self._issuer = issuer
        self._read_at = 0.0
        self._keys: dict[str, PyJWK] = {}

    def verify(self, token: str) -> Caller:
        """The caller. Raises Problem 401 when the token is not a valid one for this service."""
        try:
            key = self._key(str(jwt.get_unverified_header(token).get("kid")))
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=self._audience,
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": CLAIMS},
            )
            return Caller(Agency(claims["agency"]), frozenset(str(claims["scope"]).split()))
        except (jwt.PyJWTError, ValueError, KeyError, TypeError):
            raise unauthorized() from None

    def _key(self, key_id: str) -> PyJWK:
        try:
            changed_at = self._path.stat().st_mtime
        except OSError:
            raise Problem(503, "issuer_keys_unavailable", headers={"Retry-After": "5"}) from None
        if changed_at != self._read_at:
            keys = json.loads(self._path.read_text())["keys"]
            self._keys = {str(key["kid"]): PyJWK(key) for key in keys}
            self._read_at = changed_at
        return self._keys[key_id]


def unauthorized() -> Problem:
    """Says that a token is needed, and no more."""
    return Problem(401, "unauthorized", headers={"WWW-Authenticate": "Bearer"})


def scope(needed: str) -> Callable[..., Awaitable[Caller]]:
    """A dependency: the caller, refused with 401 without a valid token and 403 without the scope."""

    async def caller(request: Request, _: Any = Depends(bearer)) -> Caller:
        scheme, _sep, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise unauthorized()
        found = cast(Verifier, request.app.state.verifier).verify(token.strip())
        if needed not in found.scopes:
            raise Problem(403, "missing_scope", scope=needed)
        return found

    return caller
