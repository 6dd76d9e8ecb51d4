"""Who has signed in signs out, on the pages of the service alone, and an operator does it for them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from services.chassis.tests.test_sign_in import LEADER, OFFICER, PLAN, WithPages
from starlette.responses import Response
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from chassis.http.sessions import SignedCookies
from chassis.http.sign_in import ends
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.provider.running import PUBLIC_URL, running_provider, sign_in
from samplan.testing.specimen import SPECIMEN

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_provider(tmp_path_factory.mktemp("provider")) as issuer:
        yield issuer


@pytest.fixture
def service(tmp_path: Path, issuer: str) -> Iterator[ServiceUnderTest]:
    settings: dict[str, Any] = {"oidc_issuer": issuer, "public_url": PUBLIC_URL}
    with ServiceUnderTest(replace(SPECIMEN, settings=WithPages), tmp_path, **settings) as running:
        yield running


class TestSigningOut:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ],
        ids=str,
    )
    def test_is_not_for_another_sites_form(self, service: ServiceUnderTest, headers: dict[str, str]) -> None:
        sign_in(service.client, OFFICER)
        out = service.client.post("/sign-out", headers=headers, follow_redirects=False)
        assert (out.status_code, "set-cookie" in out.headers) == (303, False)
        assert service.client.get(PLAN).status_code == 404

    @pytest.mark.parametrize("origin", [PUBLIC_URL, "null"])
    def test_ends_a_copied_cookie_too(self, service: ServiceUnderTest, origin: str) -> None:
        """A page that sends no referrer sends `Origin: null`."""
        sign_in(service.client, OFFICER)
        copied = dict(service.client.cookies)
        own = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
        service.client.post("/sign-out", headers=own, follow_redirects=False)
        service.client.cookies.update(copied)
        assert service.client.get(PLAN).status_code == 401

    def test_ends_nobody_elses_session(self, service: ServiceUnderTest) -> None:
        sign_in(service.client, OFFICER)
        copied = dict(service.client.cookies)
        service.client.cookies.clear()
        sign_in(service.client, LEADER)
        service.client.post("/sign-out", follow_redirects=False)
        service.client.cookies.update(copied)
        assert service.client.get(PLAN).status_code == 404

    @pytest.mark.parametrize(
        ("person", "status"), [((), 401), (("--person", OFFICER), 401), (("--person", LEADER), 404)]
    )
    def test_is_done_for_them_by_an_operator(
        self,
        service: ServiceUnderTest,
        monkeypatch: pytest.MonkeyPatch,
        issuer: str,
        person: tuple[str, ...],
        status: int,
    ) -> None:
        monkeypatch.setattr(ends, "LOOK_EVERY_SECONDS", -1)
        sign_in(service.client, OFFICER)
        told = {"DEVELOPMENT": "on", "DATA_DIR": f"{service.settings.data_dir}", "OIDC_ISSUER": issuer}
        command = service_cli(replace(SPECIMEN, settings=WithPages))
        ended = CliRunner().invoke(
            command, ["sessions", "end", *person], env={**told, "PUBLIC_URL": PUBLIC_URL}
        )
        assert ended.exit_code == 0, ended.output
        assert service.client.get(PLAN).status_code == status
        assert sign_in(service.client, OFFICER).status_code == 303
        assert service.client.get(PLAN).status_code == 404


def test_over_https_a_cookie_is_of_this_host_alone() -> None:
    """A neighbour under the same domain cannot set it."""
    response = Response()
    SignedCookies(b"k" * 32, secure=True).set(response, "samplan_session", {}, 60)
    assert response.headers["set-cookie"].startswith("__Host-samplan_session=")
    assert {"Secure", "Path=/"} <= set(response.headers["set-cookie"].split("; "))
    assert "Domain" not in response.headers["set-cookie"]
