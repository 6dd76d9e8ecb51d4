"""Sessions of people who have signed in: what a cookie must be to name somebody."""

import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from starlette.responses import Response

from chassis.http.sessions import Sessions, SignedCookies
from chassis.http.sign_in.ends import SessionEnds, now_ms
from samplan.privacy.vault import BlindIndex, SecretKey
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN

KEY = b"k" * 32
PLAN = f"/v1/plans/{'0' * 8}-0000-0000-0000-{'0' * 12}"
CLAIMS = {"iss": "i", "sub": "a9b4", "agency": "af", "role": "case_officer"}


def ends_in(service: ServiceUnderTest) -> SessionEnds:
    return SessionEnds(service.database, BlindIndex(SecretKey(KEY)), 60)


class TestBeginning:
    @pytest.fixture(autouse=True)
    def _ends(self, service: ServiceUnderTest) -> None:
        self.ends = ends_in(service)

    def begin(self, **changes: str) -> Response:
        response = Response()
        sessions = Sessions(SignedCookies(KEY, secure=True), frozenset(), 60, self.ends)
        sessions.begin(response, {**CLAIMS, **changes})
        return response

    def test_is_secure_outside_development(self) -> None:
        assert "Secure" in self.begin().headers["set-cookie"].split("; ")

    def test_is_only_for_people(self) -> None:
        with pytest.raises(ValueError, match="role"):
            self.begin(role="system")


class TestACookie:
    @pytest.fixture
    def service(self, service: ServiceUnderTest) -> ServiceUnderTest:
        cookies = SignedCookies(KEY, secure=False)
        service.process.app.state.sessions = Sessions(
            cookies, frozenset(SPECIMEN.scopes), 60, ends_in(service)
        )
        return service

    def test_of_this_service_names_somebody(self, service: ServiceUnderTest) -> None:
        assert self.status(service) == 404

    @pytest.mark.parametrize(
        "change",
        [{"key": b"x" * 32}, {"aud": "samplan_sign_in"}, {"exp": 1_500_000_000}, {"role": "no more"}],
        ids=["of another key", "of another kind", "that has expired", "of a role that is gone"],
    )
    def test_that_does_not_is_ignored(self, service: ServiceUnderTest, change: dict[str, Any]) -> None:
        assert self.status(service, **change) == 401

    def status(self, service: ServiceUnderTest, *, key: bytes = KEY, **changes: Any) -> int:
        """The answer to a reader who brings a cookie of these claims."""
        claims = {
            **CLAIMS,
            "aud": "samplan_session",
            "begun": now_ms(),
            "exp": int(time.time()) + 60,
            **changes,
        }
        signed = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(key), algorithms=["HS256"])
        service.client.cookies.set("samplan_session", signed)
        return int(service.client.get(PLAN).status_code)
