"""Where the services answer: on this machine, or where the environment says."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from simulator.demo.provider import Provider
from simulator.driving.parts import CONSENT, PLANNING, REFERRAL, REPORTING


class TestPart:
    def test_answers_on_this_machine_in_one_process(self) -> None:
        assert REFERRAL.url == "http://127.0.0.1:8001"
        assert REFERRAL.processes == ["http://127.0.0.1:9001"]

    def test_is_opened_at_its_dashboard_or_at_what_describes_its_api(self) -> None:
        assert REPORTING.address == "http://127.0.0.1:8004/sv/malmokraften"
        assert REFERRAL.address == "http://127.0.0.1:8001/openapi.json"

    def test_answers_where_the_environment_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("REFERRAL_URL", "http://referral-api:8000")
        monkeypatch.setenv("REFERRAL_PROCESSES", "http://relay:9464 http://inbox:9464")
        assert REFERRAL.url == "http://referral-api:8000"
        assert REFERRAL.processes == ["http://relay:9464", "http://inbox:9464"]


class TestSigningIn:
    def test_is_at_the_dashboard_and_at_planning_on_hosts_of_their_own(self, tmp_path: Path) -> None:
        """A browser sends a host's cookies to all its ports: one session would end the other."""
        provider = Provider(tmp_path, tmp_path)
        hosts = {
            urlsplit(provider.settings_of(part)["PUBLIC_URL"]).hostname for part in (REPORTING, PLANNING)
        }
        assert len(hosts) == 2
        assert provider.settings_of(CONSENT) == {}
