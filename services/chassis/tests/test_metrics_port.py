"""Exact counts of commands are on a port of their own (K71)."""

import socket

import httpx2
import pytest

from chassis.process.metrics import metrics_served
from chassis.settings.environment import BadConfiguration, load_settings
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.servers.ports import HOST, free_port
from samplan.testing.specimen import SpecimenSettings


def settings(port: int | None) -> SpecimenSettings:
    return load_settings(SpecimenSettings, metrics_port=port)


class TestMetrics:
    def test_are_not_on_the_port_of_the_api(self, service: ServiceUnderTest) -> None:
        assert service.client.get("/metrics").status_code == 404

    @pytest.mark.slow
    def test_are_on_their_own_port_while_the_process_runs(self) -> None:
        port = free_port()
        with metrics_served(settings(port)):
            shown = httpx2.get(f"http://{HOST}:{port}/metrics", trust_env=False)
            assert "samplan_commands_total" in shown.text
        with pytest.raises(httpx2.ConnectError):
            httpx2.get(f"http://{HOST}:{port}/metrics", trust_env=False)

    def test_are_nowhere_without_the_setting(self) -> None:
        with metrics_served(settings(None)):
            pass

    def test_need_a_port_that_is_free(self) -> None:
        with socket.create_server((HOST, 0)) as taken:
            port = taken.getsockname()[1]
            with (
                pytest.raises(BadConfiguration, match=r"METRICS_PORT: .* is in use"),
                metrics_served(settings(port)),
            ):
                pass
