"""Prometheus itself, with a service that is killed: a stopped process shows no metric."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
import yaml
from tests.operations.running import ROOT, TIMEOUT_SECONDS, Planning

from samplan.testing.servers.ports import HOST, free_port
from samplan.testing.servers.processes import ChildProcess
from samplan.testing.waiting import wait_until

OFTEN = "1s"
"""Instead of 15 seconds between scrapes, and of the rules' `for` minutes."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("prometheus") is None, reason="needs Prometheus"),
]


class Prometheus:
    """With the rules of deploy/prometheus and the job of deploy/compose, scraping one process."""

    def __init__(self, folder: Path, *, looks_at: int) -> None:
        self._address = f"{HOST}:{free_port()}"
        folder.mkdir()
        rules = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yaml").read_text())
        for rule in rules["groups"][0]["rules"]:
            rule["for"] = OFTEN
        (folder / "alerts.yaml").write_text(yaml.safe_dump(rules))
        config = yaml.safe_load((ROOT / "deploy/compose/prometheus.yml").read_text())
        config["global"] = {"scrape_interval": OFTEN, "evaluation_interval": OFTEN}
        config["rule_files"] = ["alerts.yaml"]
        config["scrape_configs"][0]["static_configs"] = [{"targets": [f"{HOST}:{looks_at}"]}]
        (folder / "prometheus.yml").write_text(yaml.safe_dump(config))
        command = ["prometheus", f"--config.file={folder / 'prometheus.yml'}"]
        command += [f"--storage.tsdb.path={folder / 'data'}", f"--web.listen-address={self._address}"]
        self.process = ChildProcess("Prometheus", command, folder / "prometheus.log")

    def start(self) -> None:
        self.process.start()
        self.process.wait_until(self.answers, TIMEOUT_SECONDS)

    def answers(self) -> bool:
        try:
            return httpx.get(f"http://{self._address}/-/ready").is_success
        except httpx.TransportError:
            return False

    def sees(self, expression: str) -> bool:
        answer = httpx.get(f"http://{self._address}/api/v1/query", params={"query": expression})
        return bool(answer.raise_for_status().json()["data"]["result"])

    def wait_for(self, expression: str) -> None:
        wait_until(lambda: self.sees(expression), lambda: f"never {expression}\n{self.process.tail()}")


@pytest.fixture
def prometheus(planning: Planning, tmp_path: Path) -> Iterator[Prometheus]:
    one = Prometheus(tmp_path / "prometheus", looks_at=planning.metrics_port)
    yield one
    one.process.stop()


def test_a_service_that_is_killed_is_down_until_it_is_back(
    planning: Planning, prometheus: Prometheus
) -> None:
    """SamplanDown."""
    planning.start()
    prometheus.start()
    prometheus.wait_for('up{job="samplan"} == 1')
    planning.process.kill()
    prometheus.wait_for('ALERTS{alertname="SamplanDown", alertstate="firing"}')
    planning.start()
    prometheus.wait_for('absent(ALERTS{alertname="SamplanDown"})')
