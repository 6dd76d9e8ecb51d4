"""An OpenID provider, from the side of the service that people sign in to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from httpx2 import HTTPError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, Key
from joserfc.jwt import JWTClaimsRegistry

from chassis.http.auth import LEEWAY_SECONDS
from chassis.http.issuer_keys import ALGORITHMS, Keys, usable_keys
from chassis.http.problems import Problem

DISCOVERY = "/.well-known/openid-configuration"
TIMEOUT_SECONDS = 10
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Begun:
    """A sign-in that has begun: where the browser goes, and what it must bring back."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Provider:
    """`issuer` is its address; `secret` is None for a public client."""

    issuer: str
    client_id: str
    secret: str | None
    own_address: str
    """Where browsers reach the service."""
    way_back: str

    @property
    def redirect_uri(self) -> str:
        return f"{self.own_address}{self.way_back}"

    async def begin(self, hint: str) -> Begun:
        """`hint` tells the provider who may be signing in. Raises Problem 502."""
        async with self._client() as client:
            try:
                place = (await self._places(client))["authorization_endpoint"]
            except (HTTPError, ValueError, KeyError):
                raise Problem(502, "provider_unavailable") from None
            nonce, verifier = generate_token(32), generate_token(64)
            hints = {"login_hint": hint} if hint else {}
            url, state = client.create_authorization_url(
                place, code_verifier=verifier, nonce=nonce, state=generate_token(32), **hints
            )
        return Begun(url, state, nonce, verifier)

    async def finish(self, code: str, begun: Mapping[str, Any]) -> Mapping[str, Any]:
        """The claims about the person who has signed in. Raises Problem 401 or 502."""
        async with self._client() as client:
            try:
                places = await self._places(client)
                token = await client.fetch_token(
                    places["token_endpoint"], code=code, code_verifier=begun["verifier"]
                )
                keys = usable_keys(
                    (await client.request("GET", places["jwks_uri"], withhold_token=True)).text
                )
                return self._claims(token["id_token"], keys, begun["nonce"])
            except (OAuthError, JoseError):
                raise Problem(401, "sign_in_refused") from None
            except (HTTPError, ValueError, KeyError, TypeError):
                raise Problem(502, "provider_unavailable") from None

    def _client(self) -> Any:
        return AsyncOAuth2Client(
            client_id=self.client_id,
            client_secret=self.secret,
            token_endpoint_auth_method="client_secret_basic" if self.secret else "none",
            scope="openid",
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            timeout=TIMEOUT_SECONDS,
        )

    async def _places(self, client: Any) -> Mapping[str, str]:
        """The provider's endpoints, as safe as its own address. Raises HTTPError, ValueError or KeyError."""
        answer = await client.request("GET", f"{self.issuer}{DISCOVERY}", withhold_token=True)
        found = answer.raise_for_status().json()
        if found["issuer"] != self.issuer:
            raise ValueError("issuer")
        kind = self.issuer.partition("://")[0]
        if any(found[name].partition("://")[0] not in {kind, "https"} for name in ENDPOINTS):
            raise ValueError("endpoints")
        return {name: found[name] for name in ENDPOINTS}

    def _claims(self, id_token: str, keys: Keys, nonce: str) -> Mapping[str, Any]:
        """Raises JoseError unless the provider has signed it, now, for this client and this sign-in."""

        def key_of(signed: GuestProtocol) -> Key:
            header = signed.headers()
            return keys[header["kid"], header["alg"]]

        claims = jwt.decode(id_token, key_of, algorithms=list(ALGORITHMS)).claims
        JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
        return claims
