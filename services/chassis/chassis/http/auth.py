"""Authentication: a bearer JWT with an agency and scopes, verified with public keys from a file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from joserfc import jwt
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import GuestProtocol, Key
from joserfc.jws import JWSRegistry
from joserfc.jwt import Claims, JWTClaimsRegistry

from chassis.http.issuer_keys import ALGORITHMS, IssuerKeys
from chassis.http.problems import Problem
from samplan.contracts.codes import Agency

LEEWAY_SECONDS = 30
LATEST = 253_402_300_799
"""The last second of the year 9999."""

bearer = HTTPBearer(auto_error=False, description="A JWT with `agency`, `scope` and the service as audience.")


@dataclass(frozen=True)
class Caller:
    """The calling agency and the scopes of its token."""

    agency: Agency
    scopes: frozenset[str]


class Verifier:
    """Verifies tokens with the issuer's keys."""

    def __init__(self, keys: Path, *, audience: str, issuer: str) -> None:
        self._keys = IssuerKeys(keys)
        self._signatures = _Signatures(strict_check_header=False)
        self._claims = JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            agency={"essential": True},
            scope={"essential": True, "allow_blank": True},
        )

    def verify(self, token: str) -> Caller:
        """The caller. Raises Problem 401 unless the token is valid for this service, 503 without keys."""
        try:
            claims = jwt.decode(token, self._key_of, registry=self._signatures).claims
            _check_times(claims)
            self._claims.validate(claims)
            return Caller(Agency(claims["agency"]), frozenset(_text(claims["scope"]).split()))
        except (JoseError, ValueError, KeyError, TypeError, RecursionError):
            raise unauthorized() from None

    def _key_of(self, signed: GuestProtocol) -> Key:
        header = signed.headers()
        return self._keys.find(header["kid"], header["alg"])


class _Signatures(JWSRegistry):
    """The accepted algorithms; unknown headers are allowed."""

    max_header_length = 8192  # room for a certificate chain (`x5c`)

    def get_alg(self, name: str) -> Any:
        """The library's method warns at each EdDSA, the name that most issuers still use for Ed25519."""
        if name not in ALGORITHMS:
            raise UnsupportedAlgorithmError
        return self.algorithms[name]


def _check_times(claims: Claims) -> None:
    """Raises ValueError unless each time is an integer number of seconds, until the year 9999."""
    for name in ("exp", "nbf", "iat"):
        seconds = claims.get(name, 0)
        if type(seconds) is not int or not 0 <= seconds <= LATEST:
            raise ValueError(name)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def unauthorized() -> Problem:
    """401, without saying what is wrong with the token."""
    return Problem(401, "unauthorized", headers={"WWW-Authenticate": "Bearer"})


def scope(needed: str) -> Callable[..., Awaitable[Caller]]:
    """A dependency: the caller. Raises Problem 401 without a valid token, 403 without the scope."""

    async def caller(request: Request, _: Any = Depends(bearer)) -> Caller:
        scheme, _sep, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise unauthorized()
        found = cast(Verifier, request.app.state.verifier).verify(token.strip())
        if needed not in found.scopes:
            raise Problem(403, "missing_scope", scope=needed)
        return found

    return caller
