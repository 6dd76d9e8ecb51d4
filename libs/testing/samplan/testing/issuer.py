"""The development issuer: tokens for a machine without an agency's identity provider."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey

from samplan.contracts.codes import Agency

ISSUER = "samplan-development"


def ensure_issuer(data_dir: Path) -> Path:
    """Create the issuer's key pair in a folder unless it exists; the path of its public keys (JWKS).

    Several services may start at once: the first to create the key's file wins.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    public = data_dir / "jwks.json"
    private = private_key(data_dir)
    if not private.exists():
        key = ECKey.generate_key("P-256", parameters={"use": "sig"}, auto_kid=True)
        _create(private, json.dumps(key.as_dict(private=True)))
    if not public.exists():
        key = ECKey.import_key(json.loads(private.read_text()))
        _create(public, json.dumps({"keys": [key.as_dict(private=False)]}), mode=0o644)
    return public


def private_key(data_dir: Path) -> Path:
    """The file of the private key that `ensure_issuer` creates."""
    return data_dir / "development-issuer.json"


def mint_token(
    data_dir: Path,
    agency: Agency,
    *,
    scopes: Iterable[str],
    audience: Iterable[str],
    seconds: int = 12 * 3600,
    person: str = "",
    role: str = "",
    programmes: Iterable[str] | None = None,
) -> str:
    """A signed token for an agency, valid for `seconds`; `audience` lists the services that accept it.

    It is the token of the agency's system, unless it names a person and their role. `programmes`, if they are
    given, limit what it is for.
    """
    key = signing_key(data_dir)
    bearer = {"sub": person or f"{agency.value}-system", "role": role or "system", "agency": agency.value}
    granted = {"aud": list(audience), "scope": " ".join(scopes)}
    limited = {} if programmes is None else {"programmes": list(programmes)}
    claims = {"iss": ISSUER, **bearer, **granted, **limited, **_validity(seconds)}
    return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key, algorithms=["ES256"])


def _validity(seconds: int) -> dict[str, int]:
    now = int(time.time())
    return {"iat": now, "exp": now + seconds}


def signing_key(data_dir: Path) -> ECKey:
    """The issuer's private key."""
    ensure_issuer(data_dir)
    return _imported(private_key(data_dir).read_text())


@cache
def _imported(private: str) -> ECKey:
    return ECKey.import_key(json.loads(private))


def _create(path: Path, text: str, mode: int = 0o600) -> None:
    """Write a file completely or not at all; an existing file is not changed."""
    draft = path.with_suffix(f".{os.getpid()}.draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
