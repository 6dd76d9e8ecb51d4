"""Callers' tokens are verified with the usable keys of the issuer's file, whatever else it contains (K60)."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from httpx2 import Response
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry
from services.chassis.tests.problems import is_problem

from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN

JsonKey = dict[str, Any]
SIGNING = ECKey.generate_key("P-256", parameters={"use": "sig", "kid": "signing"})
ED25519 = OKPKey.generate_key("Ed25519", parameters={"kid": "ed"})
RSA = RSAKey.generate_key(2048, parameters={"kid": "rsa", "use": "sig"})


def public(key: ECKey | OKPKey | RSAKey, **members: str) -> JsonKey:
    return cast(JsonKey, key.as_dict(private=False, **members))


def nameless() -> JsonKey:
    return {name: value for name, value in public(SIGNING).items() if name != "kid"}


def encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


SHORT = {
    "kty": "RSA",
    "n": encoded(int.to_bytes(2**1023 + 1, 128)),
    "e": "AQAB",
    "kid": "short",
}
UNUSABLE: dict[str, Any] = {
    "an encryption key": public(RSA, kid="enc-1", alg="RSA-OAEP", use="enc"),
    "a key without an id": nameless(),
    "an id that is no text": {**public(SIGNING), "kid": 7},
    "X25519": public(OKPKey.generate_key("X25519"), kid="exchange"),
    "a kind of the future": {"kty": "AKP", "alg": "ML-DSA-44", "kid": "pq", "pub": "AAAA"},
    "a shared secret": {**OctKey.generate_key(256).as_dict(), "kid": "secret"},
    "another algorithm": public(RSA, kid="rs512", alg="RS512"),
    "another curve": public(ECKey.generate_key("P-384"), kid="p384"),
    "a key for other work": {**public(SIGNING), "kid": "ops", "use": "enc", "key_ops": ["encrypt"]},
    "a point off the curve": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "off"},
    "a key without its members": {"kty": "EC", "crv": "P-256", "kid": "bare"},
    "a short key": SHORT,
    "no key at all": 3,
}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


@pytest.fixture
def service(tmp_path: Path, keys: Path) -> Iterator[ServiceUnderTest]:
    publish(keys, public(SIGNING))
    with ServiceUnderTest(SPECIMEN, tmp_path, jwks_file=keys) as under_test:
        yield under_test


def publish(file: Path, *keys: Any) -> None:
    file.write_text(json.dumps({"keys": keys}))


def token(key: ECKey | OKPKey | RSAKey = SIGNING, alg: str = "ES256", **changes: Any) -> str:
    now = int(time.time())
    claims = {
        "iss": "samplan-development",
        "sub": "af",
        "aud": ["planning"],
        "agency": "af",
        "scope": "planning:read",
        "iat": now,
        "exp": now + 3600,
        **changes,
    }
    there = {name: _at(value, now) for name, value in claims.items() if value is not ABSENT}
    return jwt.encode({"alg": alg, "kid": key.kid}, there, key, algorithms=[alg])


def _at(value: Any, now: int) -> Any:
    return now + int(value.total_seconds()) if isinstance(value, timedelta) else value


ABSENT = object()


def ask(service: ServiceUnderTest, bearer: str) -> Response:
    path = "/v1/plans/0f8fad5b-d9cb-469f-a165-70867728950e"
    answer: Response = service.client.get(path, headers={"Authorization": f"Bearer {bearer}"})
    return answer


def is_known(answer: Response) -> bool:
    """Whether the token was accepted: then there is no such plan."""
    return is_problem(answer, 404, "not_found")


class TestKeys:
    @pytest.mark.parametrize("what", UNUSABLE)
    @pytest.mark.filterwarnings("ignore:Key size")  # the library's warning
    def test_an_unusable_one_is_ignored(self, service: ServiceUnderTest, keys: Path, what: str) -> None:
        publish(keys, UNUSABLE[what], public(SIGNING))
        assert is_known(ask(service, token()))

    @pytest.mark.parametrize("what", UNUSABLE)
    @pytest.mark.filterwarnings("ignore:Key size")  # the library's warning
    def test_a_set_without_a_usable_one_is_unavailable(
        self, service: ServiceUnderTest, keys: Path, what: str
    ) -> None:
        publish(keys, UNUSABLE[what])
        assert is_problem(ask(service, token()), 503, "issuer_keys_unavailable")

    @pytest.mark.parametrize(
        ("key", "alg"), [(SIGNING, "ES256"), (RSA, "RS256"), (ED25519, "EdDSA"), (ED25519, "Ed25519")]
    )
    @pytest.mark.filterwarnings("ignore:EdDSA is deprecated")  # by the library that signs here
    def test_each_kind_of_signing_key_is_used(
        self, service: ServiceUnderTest, keys: Path, key: Any, alg: str
    ) -> None:
        publish(keys, public(key))
        assert is_known(ask(service, token(key, alg)))

    def test_two_of_different_types_may_share_an_id(self, service: ServiceUnderTest, keys: Path) -> None:
        publish(keys, public(SIGNING), public(RSA, kid="signing"))
        assert is_known(ask(service, token()))

    def test_one_removed_from_the_file_is_refused(self, service: ServiceUnderTest, keys: Path) -> None:
        assert is_known(ask(service, token()))
        publish(keys, public(RSA))
        assert is_problem(ask(service, token()), 401, "unauthorized")


class TestAFileThatCannotBeRead:
    HALF = '{"keys": [{"kty": "EC", "crv"'

    @pytest.mark.parametrize("content", [HALF, "", "[]", '{"keys": {}}'])
    def test_keeps_the_last_usable_keys_and_is_logged_once(
        self, service: ServiceUnderTest, keys: Path, content: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert is_known(ask(service, token()))
        keys.write_text(content)
        assert is_known(ask(service, token()))
        assert is_known(ask(service, token()))
        assert capsys.readouterr().out.count("issuer_keys_unreadable") == 1
        publish(keys, public(RSA))
        assert is_known(ask(service, token(RSA, "RS256")))

    def test_is_503_if_there_never_were_usable_keys(
        self, service: ServiceUnderTest, keys: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        keys.write_text(self.HALF)
        answer = ask(service, token())
        assert is_problem(answer, 503, "issuer_keys_unavailable")
        assert answer.headers["retry-after"] == "5"
        assert "issuer_keys_unreadable" in capsys.readouterr().out

    def test_may_be_missing_for_a_while(self, service: ServiceUnderTest, keys: Path) -> None:
        assert is_known(ask(service, token()))
        keys.unlink()
        assert is_known(ask(service, token()))


SOON, LATER, LONG_AGO = timedelta(seconds=10), timedelta(hours=1), timedelta(seconds=-60)
BAD_CLAIMS: dict[str, dict[str, Any]] = {
    "expired beyond the leeway": {"exp": LONG_AGO},
    "without an end": {"exp": ABSENT},
    "an end beyond all dates": {"exp": 10**30},
    "an end just beyond all dates": {"exp": 253_402_300_800},
    "an end of infinity": {"exp": float("inf")},
    "an end of NaN": {"exp": float("nan")},
    "an end with a fraction": {"exp": 4e9 + 0.5},
    "an end that is true": {"exp": True},
    "an end that is a text": {"exp": "4000000000"},
    "not valid yet": {"nbf": LATER},
    "a beginning that is a text": {"nbf": "1000000000"},
    "a beginning that is true": {"nbf": True},
    "issued in the future": {"iat": LATER},
    "another issuer": {"iss": "somebody"},
    "a list of issuers": {"iss": ["samplan-development"]},
    "without an issuer": {"iss": ABSENT},
    "another audience": {"aud": "consent"},
    "part of the audience": {"aud": "plan"},
    "without an audience": {"aud": ABSENT},
    "an audience of nobody": {"aud": []},
    "an audience of numbers": {"aud": ["planning", 1]},
    "without an agency": {"agency": ABSENT},
    "an agency that is none": {"agency": "sverige"},
    "a list of agencies": {"agency": ["af"]},
    "without scopes": {"scope": ABSENT},
    "scopes in a list": {"scope": ["planning:read"]},
}


class TestClaims:
    @pytest.mark.parametrize("what", BAD_CLAIMS)
    def test_a_bad_one_is_refused(self, service: ServiceUnderTest, what: str) -> None:
        assert is_problem(ask(service, token(**BAD_CLAIMS[what])), 401, "unauthorized")

    @pytest.mark.parametrize(
        "good", [{"aud": "planning"}, {"aud": ["x", "planning"]}, {"exp": -SOON}, {"nbf": SOON}]
    )
    def test_a_good_one_is_accepted(self, service: ServiceUnderTest, good: dict[str, Any]) -> None:
        assert is_known(ask(service, token(**good)))


class TestSignature:
    def test_of_another_key_under_the_same_id_is_refused(self, service: ServiceUnderTest) -> None:
        other = ECKey.generate_key("P-256", parameters={"kid": "signing"})
        assert is_problem(ask(service, token(other)), 401, "unauthorized")

    def test_by_the_public_key_as_a_shared_secret_is_refused(self, service: ServiceUnderTest) -> None:
        _, claims, _ = token().split(".")
        signed = encoded(b'{"alg": "HS256", "kid": "signing"}') + f".{claims}"
        signature = hmac.digest(SIGNING.as_pem(private=False), signed.encode(), "sha256")
        forged = f"{signed}.{encoded(signature)}"
        assert is_problem(ask(service, forged), 401, "unauthorized")

    @pytest.mark.parametrize(
        "header", ["W10", "e30", "eyJhbGciOiJub25lIn0", "W1tb" * 200, "eyJhIjpb" + "W1tb" * 900]
    )
    def test_under_an_invalid_header_is_refused(self, service: ServiceUnderTest, header: str) -> None:
        assert is_problem(ask(service, f"{header}.e30.AAAA"), 401, "unauthorized")

    def test_may_have_a_header_with_unknown_members(self, service: ServiceUnderTest) -> None:
        now = int(time.time())
        claims = {"iss": "samplan-development", "aud": "planning", "agency": "af", "scope": "planning:read"}
        header = {"alg": "ES256", "kid": "signing", "x5t#S256": "A" * 43, "org.example.tenant": "a" * 600}
        registry = JWSRegistry(strict_check_header=False, algorithms=["ES256"])
        signed = jwt.encode(header, claims | {"exp": now + 60}, SIGNING, registry=registry)
        assert is_known(ask(service, signed))
