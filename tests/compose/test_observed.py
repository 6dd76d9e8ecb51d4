"""The profile obs, where its images are available: what Prometheus scrapes, and that spans arrive."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import yaml
from tests.compose.landscape import INSTANCES, ROOT, Failed, Landscape, Report, run

from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.compose

CONTAINERS = ("prometheus", "otel-collector")
COLLECTOR = "http://otel-collector:4318"
SPANS = re.compile(r'"spans": ([1-9][0-9]*)')


@pytest.fixture(scope="module")
def landscape(images: None, report: Report) -> Iterator[Landscape]:  # noqa: ARG001  # built before
    """The landscape with Prometheus and the collector."""
    for name in CONTAINERS:
        require_image(name)
    with Landscape("obs", OTEL_EXPORTER_OTLP_ENDPOINT=COLLECTOR).running(report, *CONTAINERS) as landscape:
        yield landscape


def require_image(name: str) -> None:
    """Skip where a third-party image cannot be pulled."""
    configured = json.loads(run(["docker", "compose", "--profile=obs", "config", "--format=json"]))
    image = configured["services"][name]["image"]
    try:
        run(["docker", "image", "inspect", image])
    except Failed:
        try:
            run(["docker", "pull", "--quiet", image])
        except Failed:
            pytest.skip(reason=f"{image} is not on this machine and cannot be pulled")


def ask(landscape: Landscape, path: str) -> Any:
    """Prometheus' answer."""
    address = landscape.compose("port", "prometheus", "9090").strip()
    answer = httpx.get(f"http://{address}/api/v1/{path}", timeout=10, trust_env=False)
    return answer.raise_for_status().json()["data"]


def up(landscape: Landscape) -> set[str]:
    """The processes that Prometheus has scraped."""
    targets = ask(landscape, "targets?state=active")["activeTargets"]
    return {one["labels"]["instance"] for one in targets if one["health"] == "up"}


class TestPrometheus:
    def test_reads_from_every_process(self, landscape: Landscape) -> None:
        wanted = {f"{process}:9464" for instance in INSTANCES for process in instance.processes}
        wait_until(lambda: up(landscape) == wanted, lambda: wanted - up(landscape))

    def test_has_every_alert_and_none_of_them_fires(self, landscape: Landscape) -> None:
        written = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yaml").read_text())["groups"]

        def rules() -> list[Any]:
            return [rule for group in ask(landscape, "rules")["groups"] for rule in group["rules"]]

        wait_until(lambda: all(rule["health"] == "ok" for rule in rules()), rules)
        assert [rule["name"] for rule in rules()] == [
            rule["alert"] for group in written for rule in group["rules"]
        ]
        assert [rule["name"] for rule in rules() if rule["state"] == "firing"] == []

    def test_tells_the_processes_apart(self, landscape: Landscape) -> None:
        """By the labels agency, service and process."""
        series = ask(landscape, "query?query=samplan_ready")["result"]
        labels = {tuple(one["metric"][label] for label in ("agency", "service", "process")) for one in series}
        assert labels == {(one.agency, one.service, role) for one in INSTANCES for role in one.roles}


class TestCollector:
    def test_is_sent_the_spans_of_a_request(self, landscape: Landscape) -> None:
        address = landscape.compose("port", "finsam-reporting-api", "8000").strip()
        httpx.get(f"http://{address}/v1/api-info", timeout=10, trust_env=False).raise_for_status()
        wait_until(lambda: bool(SPANS.search(logs(landscape))), lambda: logs(landscape))


def logs(landscape: Landscape) -> str:
    return landscape.compose("logs", "--no-log-prefix", "otel-collector")
