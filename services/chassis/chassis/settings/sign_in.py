"""Settings of a service with pages that people sign in to, at any OpenID provider."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from chassis.settings.environment import SecretFile, Settings


class SignInSettings(Settings):
    """Without OIDC_ISSUER nobody can sign in."""

    oidc_client_id: str = "samplan"
    oidc_secret_file: SecretFile = None
    """Unset for a public client: PKCE protects the code in either case."""
    public_url: str = ""
    """Where browsers reach the service, without a path: the provider sends them back there."""
    oidc_issuer: str = ""
    session_minutes: Annotated[int, Field(ge=1, le=720)] = 30

    @field_validator("oidc_issuer", "public_url")
    @classmethod
    def _is_an_origin_over_tls(cls, url: str, info: ValidationInfo) -> str:
        allowed = ("https://", "http://") if info.data.get("development") == "on" else ("https://",)
        if url and not url.startswith(allowed):
            raise ValueError("starts with https://")
        return url.rstrip("/")

    @field_validator("oidc_issuer")
    @classmethod
    def _knows_the_way_back(cls, issuer: str, info: ValidationInfo) -> str:
        if issuer and not info.data.get("public_url"):
            raise ValueError("needs PUBLIC_URL")
        return issuer
