"""Authentication: a bearer JWT names agency, person, role and scopes; its keys are in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from joserfc import jwt
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import GuestProtocol, Key
from joserfc.jws import JWSRegistry
from joserfc.jwt import Claims, JWTClaimsRegistry

from chassis.decisions.persons import Person
from chassis.http.issuer_keys import ALGORITHMS, IssuerKeys
from chassis.http.problems import Problem
from chassis.http.roles import SYSTEM, held
from samplan.contracts.codes import Agency

LEEWAY_SECONDS = 30
LATEST = 253_402_300_799
"""The last second of the year 9999."""

_SUBJECT = re.compile(r"[!-~]{1,255}")

bearer = HTTPBearer(
    auto_error=False,
    description="A JWT with `agency`, `scope` and the service as audience; a person's has `sub` and `role`.",
)


@dataclass(frozen=True)
class Caller:
    """Who is asking: an agency, and in it a machine (role `system`) or a person.

    `subject` is the issuer's name for it, which is never published. `scopes` are those of the token that its
    role may hold. `programmes`, where the token states them, are the only ones that it is for.
    """

    agency: Agency
    scopes: frozenset[str]
    issuer: str
    subject: str = ""
    role: str = SYSTEM
    programmes: frozenset[str] | None = None

    @property
    def name(self) -> tuple[str, str, str]:
        """Tells one caller from another, to count what each uses."""
        return (self.issuer, self.agency.value, self.subject)

    @property
    def is_person(self) -> bool:
        return self.role != SYSTEM

    @property
    def person(self) -> Person | None:
        """None for a machine."""
        return Person(self.issuer, self.subject) if self.is_person else None


class SessionReader(Protocol):
    """Who is signed in to the pages of a service."""

    def caller(self, request: Request, /) -> Caller | None: ...


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
            return caller_of(claims)
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


def caller_of(claims: Mapping[str, Any]) -> Caller:
    """Raises KeyError, TypeError or ValueError for claims that name no caller."""
    role, subject = _text(claims.get("role", SYSTEM)), _text(claims.get("sub", ""))
    if not _SUBJECT.fullmatch(subject) and (subject or role != SYSTEM):
        raise ValueError("sub")
    programmes = claims.get("programmes")
    return Caller(
        agency=Agency(claims["agency"]),
        scopes=held(role, frozenset(_text(claims["scope"]).split())),
        issuer=_text(claims["iss"]),
        subject=subject,
        role=role,
        programmes=None if programmes is None else frozenset(_text(one) for one in _list(programmes)),
    )


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


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def unauthorized() -> Problem:
    """401, without saying what is wrong with the token."""
    return Problem(401, "unauthorized", headers={"WWW-Authenticate": "Bearer"})


def authenticated(request: Request, scopes: frozenset[str]) -> Caller:
    """The caller, whom the request's state then holds. Raises Problem 401, 403 without a scope, 503."""
    found = _signed_in(request) or _with_token(request)
    for missing in sorted(scopes - found.scopes):
        raise Problem(403, "missing_scope", scope=missing)
    request.state.caller = found
    return found


def _with_token(request: Request) -> Caller:
    kind, _sep, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise unauthorized()
    return cast(Verifier, request.app.state.verifier).verify(token.strip())


def _signed_in(request: Request) -> Caller | None:
    """A person's browser: it may read. A change needs a token, which no other site's form can send."""
    sessions = cast(SessionReader | None, request.app.state.sessions)
    if sessions is None or request.method != "GET" or "authorization" in request.headers:
        return None
    return sessions.caller(request)


@dataclass(frozen=True)
class Needs:
    """A dependency: the caller. `CallerFirst` has authenticated it for this scope."""

    scope: str

    async def __call__(self, request: Request, _: Any = Depends(bearer)) -> Caller:
        return cast(Caller, request.state.caller)


def scope(needed: str) -> Needs:
    """A dependency: the caller. Answered with 401 without a valid token, 403 without the scope."""
    return Needs(needed)
