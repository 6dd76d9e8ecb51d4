"""`GET /v1/jwks`: the public keys that verify what this service signs, without a token."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import ConfigDict

from chassis.http.fields import View
from chassis.service.signing_keys import SigningKeys

EXAMPLE: dict[str, Any] = {
    "kty": "OKP",
    "crv": "Ed25519",
    "x": "u0hYdHQbcQOtJVR3NKmUx3vOp_zJJPeydD5ZyPAnau8",
    "kid": "pIj0NR9eTfY1WvTnh3y0F-L3gNsBML7BAJJVntLv4GY",
    "use": "sig",
    "alg": "Ed25519",
}


class PublicKey(View):
    """A public Ed25519 key (RFC 8037)."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    kty: str
    crv: str
    x: str
    kid: str
    use: str
    alg: str


class PublicKeys(View):
    """A JSON Web Key Set (RFC 7517): the key that signs now, the next one and the former one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"keys": [EXAMPLE]}]})

    keys: list[PublicKey]


def own_keys(signing: SigningKeys) -> APIRouter:
    """The route."""
    router = APIRouter(prefix="/v1", tags=["about"])

    @router.get("/jwks", summary="Öppna nycklar · Public keys")
    def show_keys() -> PublicKeys:
        """For those who verify what this service signs. They compare them with a copy given otherwise."""
        return PublicKeys.model_validate(signing.public())

    return router
