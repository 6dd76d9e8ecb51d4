"""Who calls: a bearer JWT that names an agency and its scopes, checked against a file of public keys."""

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
    """The agency behind a request and what its token lets it do."""

    agency: Agency
    scopes: frozenset[str]


class Verifier:
    """Checks tokens against the keys of an issuer."""

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
    """The algorithms that are accepted, under headers that may say more than we know."""

    max_header_length = 8192  # a chain of certificates (`x5c`) has room

    def get_alg(self, name: str) -> Any:
        """The library's own warns at each EdDSA, which is what most issuers still call Ed25519."""
        if name not in ALGORITHMS:
            raise UnsupportedAlgorithmError
        return self.algorithms[name]


def _check_times(claims: Claims) -> None:
    """Raises ValueError unless they are whole seconds of this calendar."""
    for name in ("exp", "nbf", "iat"):
        seconds = claims.get(name, 0)
        if type(seconds) is not int or not 0 <= seconds <= LATEST:
            raise ValueError(name)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


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
