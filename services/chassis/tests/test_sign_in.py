"""People sign in at an OpenID provider: code flow with PKCE, state and nonce, then a short session."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from chassis.http.sign_in import provider as client_side
from chassis.settings.environment import BadConfiguration, load_settings
from chassis.settings.sign_in import SignInSettings
from samplan.contracts.codes import Agency
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.issuer import signing_key
from samplan.testing.provider.people import BY_SUBJECT
from samplan.testing.provider.running import PUBLIC_URL, choose, running_provider, sign_in
from samplan.testing.provider.tickets import Tickets
from samplan.testing.specimen import SPECIMEN, SpecimenSettings

pytestmark = pytest.mark.slow

OFFICER, LEADER = "a9b4", "d0a1"
PLAN = f"/v1/plans/{'0' * 8}-0000-0000-0000-{'0' * 12}"
CLAIMS = {"sub": OFFICER, "aud": "samplan", "nonce": "n", "agency": "af", "role": "case_officer"}
FAR_AWAY = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "evil",
    "/a b",
    "/a\r\nSet-Cookie: x",
]


class WithPages(SpecimenSettings, SignInSettings):
    """The specimen, for people too."""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("provider")


@pytest.fixture(scope="module")
def issuer(data_dir: Path) -> Iterator[str]:
    with running_provider(data_dir) as issuer:
        yield issuer


@pytest.fixture
def service(tmp_path: Path, issuer: str) -> Iterator[ServiceUnderTest]:
    settings: dict[str, Any] = {"oidc_issuer": issuer, "public_url": PUBLIC_URL}
    with ServiceUnderTest(replace(SPECIMEN, settings=WithPages), tmp_path, **settings) as running:
        yield running


class TestSigningIn:
    def test_asks_the_provider_with_pkce_state_and_nonce(
        self, service: ServiceUnderTest, issuer: str
    ) -> None:
        answer = service.client.get("/sign-in", follow_redirects=False)
        place = urlsplit(answer.headers["location"])
        asked = {name: one for name, [one] in parse_qs(place.query).items()}
        assert answer.headers["location"].startswith(f"{issuer}/authorize?")
        assert (asked["response_type"], asked["scope"]) == ("code", "openid")
        assert (asked["code_challenge_method"], asked["redirect_uri"]) == (
            "S256",
            f"{PUBLIC_URL}/sign-in/back",
        )
        assert all(len(asked[name]) >= 32 for name in ("state", "nonce", "code_challenge"))

    def test_asks_for_something_new_each_time(self, service: ServiceUnderTest) -> None:
        urls = [service.client.get("/sign-in", follow_redirects=False).headers["location"] for _ in range(2)]
        asked = [parse_qs(urlsplit(url).query) for url in urls]
        assert all(asked[0][name] != asked[1][name] for name in ("state", "nonce", "code_challenge"))

    def test_lets_a_person_read_what_their_role_may(self, service: ServiceUnderTest) -> None:
        assert service.client.get(PLAN).status_code == 401
        assert sign_in(service.client, OFFICER).status_code == 303
        assert service.client.get(PLAN).status_code == 404

    def test_gives_no_scope_that_the_role_may_not_hold(self, service: ServiceUnderTest) -> None:
        sign_in(service.client, LEADER)
        assert service.client.get(PLAN).json()["code"] == "missing_scope"

    def test_lets_nobody_change_anything(self, service: ServiceUnderTest) -> None:
        """A form on another site would be sent with the cookie."""
        sign_in(service.client, OFFICER)
        sent = service.client.post("/v1/plans", json={"occurredOn": "2020-03-02"})
        assert sent.status_code == 401

    def test_does_not_outweigh_a_token(self, service: ServiceUnderTest) -> None:
        sign_in(service.client, OFFICER)
        assert service.client.get(PLAN, headers={"Authorization": "Bearer none"}).status_code == 401

    def test_leads_to_the_page_that_was_wanted(self, service: ServiceUnderTest) -> None:
        assert sign_in(service.client, OFFICER, "/sv/plan?a=1").headers["location"] == "/sv/plan?a=1"

    @pytest.mark.parametrize("to", FAR_AWAY)
    def test_never_leads_elsewhere(self, service: ServiceUnderTest, to: str) -> None:
        assert sign_in(service.client, OFFICER, to).headers["location"] == "/"

    def test_sets_a_cookie_that_no_script_and_no_other_site_can_use(self, service: ServiceUnderTest) -> None:
        cookies = sign_in(service.client, OFFICER).headers.get_list("set-cookie")
        session = next(one for one in cookies if one.startswith("samplan_session="))
        assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=1800"} <= set(session.split("; "))
        assert "no-store" in sign_in(service.client, OFFICER).headers["cache-control"]

    def test_ends_with_signing_out(self, service: ServiceUnderTest) -> None:
        sign_in(service.client, OFFICER)
        out = service.client.post("/sign-out?to=/sv/plan", follow_redirects=False)
        assert (out.status_code, out.headers["location"]) == (303, "/sv/plan")
        assert service.client.get(PLAN).status_code == 401


class TestTheWayBack:
    def test_needs_the_state_that_was_sent(self, service: ServiceUnderTest) -> None:
        back = choose(service.client, OFFICER)
        forged = service.client.get(f"{back}x", follow_redirects=False)
        assert (forged.status_code, forged.json()["code"]) == (401, "sign_in_refused")

    def test_needs_the_browser_that_began(self, service: ServiceUnderTest) -> None:
        """Otherwise a link could sign its victim in as somebody else."""
        back = choose(service.client, OFFICER)
        service.client.cookies.clear()
        assert service.client.get(back, follow_redirects=False).status_code == 401

    def test_is_gone_only_once(self, service: ServiceUnderTest) -> None:
        back = choose(service.client, OFFICER)
        kept = dict(service.client.cookies)
        assert service.client.get(back, follow_redirects=False).status_code == 303
        service.client.cookies.update(kept)
        assert service.client.get(back, follow_redirects=False).status_code == 401

    def test_needs_the_verifier_of_the_challenge(
        self, service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        places = iter(["n" * 32, "v" * 64, "s" * 32, "n" * 32, "w" * 64, "s" * 32])
        monkeypatch.setattr(client_side, "generate_token", lambda _: next(places))
        back = choose(service.client, OFFICER)
        service.client.get("/sign-in", follow_redirects=False)  # the same state, another verifier
        assert service.client.get(back, follow_redirects=False).status_code == 401

    @pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=&state="])
    def test_without_a_code_is_refused(self, service: ServiceUnderTest, query: str) -> None:
        service.client.get("/sign-in", follow_redirects=False)
        assert service.client.get(f"/sign-in/back{query}").status_code == 401


class TestAnIdToken:
    @pytest.fixture
    def check(self, data_dir: Path) -> Any:
        key = signing_key(data_dir)
        relying = client_side.Provider("http://issuer", "samplan", None, "http://localhost", "/sign-in/back")
        keys = {(key.kid or "", "ES256"): key}

        def claims_of(signer: ECKey = key, **changes: Any) -> Any:
            claims = {"iss": "http://issuer", "exp": int(time.time()) + 60, **CLAIMS, **changes}
            token = jwt.encode({"alg": "ES256", "kid": key.kid}, claims, signer, algorithms=["ES256"])
            return relying._claims(token, keys, "n")

        return claims_of

    def test_names_the_person(self, check: Any) -> None:
        assert check()["sub"] == OFFICER

    @pytest.mark.parametrize(
        "change",
        [
            {"iss": "http://other"},
            {"aud": "other"},
            {"nonce": "another"},
            {"exp": 1_500_000_000},
            {"sub": ""},
        ],
        ids=str,
    )
    def test_of_another_sign_in_is_refused(self, check: Any, change: dict[str, Any]) -> None:
        with pytest.raises(JoseError):
            check(**change)

    def test_signed_by_another_is_refused(self, check: Any) -> None:
        with pytest.raises(JoseError):
            check(signer=ECKey.generate_key("P-256"))


class TestATicket:
    def test_signs_its_reader_in_once(self, service: ServiceUnderTest, data_dir: Path) -> None:
        ticket = Tickets(data_dir).issue(BY_SUBJECT[OFFICER])
        assert self._follow(service, ticket) == (303, 404)
        service.client.cookies.clear()
        assert self._follow(service, ticket) == (200, 401)

    def test_that_was_never_issued_shows_the_page(self, service: ServiceUnderTest) -> None:
        assert self._follow(service, "../development-issuer.json") == (200, 401)

    def _follow(self, service: ServiceUnderTest, ticket: str) -> tuple[int, int]:
        begun = service.client.get("/sign-in", params={"hint": ticket}, follow_redirects=False)
        at_provider = httpx2.get(begun.headers["location"], trust_env=False)
        if place := at_provider.headers.get("location"):
            service.client.get(place.removeprefix(PUBLIC_URL), follow_redirects=False)
        return at_provider.status_code, service.client.get(PLAN).status_code


class TestSettings:
    @pytest.mark.parametrize(
        ("settings", "named"),
        [
            ({"oidc_issuer": "http://idp"}, "OIDC_ISSUER: .* https"),
            ({"oidc_issuer": "https://idp"}, "OIDC_ISSUER: .* needs PUBLIC_URL"),
            ({"oidc_issuer": "https://idp", "public_url": "http://samplan"}, "PUBLIC_URL: .* https"),
        ],
    )
    def test_that_are_not_safe_are_refused(self, settings: dict[str, str], named: str) -> None:
        with pytest.raises(BadConfiguration, match=named):
            load_settings(WithPages, agency=Agency.AF, development="off", **settings)

    def test_of_a_provider_that_does_not_answer_give_502(self, tmp_path: Path) -> None:
        settings: dict[str, Any] = {"oidc_issuer": "http://127.0.0.1:1", "public_url": PUBLIC_URL}
        with ServiceUnderTest(replace(SPECIMEN, settings=WithPages), tmp_path, **settings) as running:
            assert running.client.get("/sign-in").json()["code"] == "provider_unavailable"
            page = running.client.get("/sign-in", headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["content-type"]) == (502, "text/html; charset=utf-8")
        assert "Inloggningstjänsten svarar inte." in page.text

    def test_without_a_provider_offer_nothing(self, tmp_path: Path) -> None:
        with ServiceUnderTest(replace(SPECIMEN, settings=WithPages), tmp_path) as running:
            assert running.client.get("/sign-in").status_code == 404
