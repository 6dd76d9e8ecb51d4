"""`samplan doctor` looks over a landscape that runs: it finds nothing, or each planted fault by its name."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tests.operations.running import READ_TOPIC, ROOT, Planning

from samplan.testing.forking.forked import ForkedProcess
from samplan.testing.issuer import ensure_issuer
from samplan.testing.servers.asking import succeeds
from samplan.testing.servers.embedded import EmbeddedBrokerProcess
from samplan.testing.servers.ports import HOST, free_port
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow

PARTS = (("malmo-ifo", "referral"), ("finsam", "consent"), ("af", "planning"))
TWO_YEARS = 2 * 365 * 24 * 60 * 60
METRICS = """\
samplan_role_stopped{role="inbox",reason="ProgramFault"} 1
samplan_lease_age_seconds 90
samplan_relay_oldest_unpublished_seconds 120
samplan_inbox_lag_records{topic="a",partition="0"} 101
"""
PLANTED = {
    "circuit_broken",
    "clock_apart",
    "consent_not_heard",
    "disk_full",
    "inbox_behind",
    "issuer_keys_differ",
    "key_readable",
    "not_ready",
    "records_parked",
    "relay_behind",
    "settings_wrong",
    "signing_keys_old",
    "told_keys_differ",
    "topic_differs",
    "versions_differ",
}


class Ill(BaseHTTPRequestHandler):
    """A referral service of `af` that answers as one in trouble does."""

    def do_GET(self) -> None:
        status, body = {
            "/health/ready": (503, '{"status": "not ready", "missing": ["ProgramFault"]}'),
            "/v1/api-info": (200, '{"apiVersion": "0.9.0"}'),
            "/metrics": (200, METRICS),
        }.get(self.path, (404, "{}"))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(time.time() - 3600)

    def log_message(self, format: str, *args: Any) -> None:
        """Nowhere."""


class Running:
    """Three services on one broker, and the folder of their settings."""

    def __init__(self, folder: Path, broker: EmbeddedBrokerProcess) -> None:
        self.folder = folder
        self.broker = broker
        self.settings = folder / "settings"
        self.settings.mkdir()
        ensure_issuer(folder)
        self.ports = {part: free_port() for part in PARTS}
        self.processes = [self._started(part) for part in PARTS]

    def environment(self, agency: str, port: int) -> dict[str, str]:
        return {
            "AGENCY": agency,
            "PORT": f"{port}",
            "METRICS_PORT": f"{free_port()}",
            "DATA_DIR": f"{self.folder / 'data'}",
            "DEVELOPMENT": "on",
            "JWKS_FILE": f"{self.folder / 'jwks.json'}",
            "PEER_KEYS_DIR": f"{self.folder / 'data/peers'}",
            "KAFKA_BOOTSTRAP_SERVERS": self.broker.bootstrap,
            "PROGRAMMES_DIR": f"{ROOT / 'programmes'}",
        }

    def write(self, agency: str, service: str, environment: Mapping[str, str]) -> None:
        lines = [f"{name}={value}\n" for name, value in environment.items()]
        (self.settings / f"{agency}-{service}.env").write_text("".join(lines))

    def change(self, name: str, **settings: str) -> None:
        with (self.settings / f"{name}.env").open("a") as file:
            file.writelines(f"{setting}={value}\n" for setting, value in settings.items())

    def are_ready(self) -> bool:
        return all(succeeds(port, "/health/ready") for port in self.ports.values())

    def examined(self, *options: str) -> tuple[int, dict[str, Any], str]:
        """Its exit code, what it prints as JSON and what it prints on standard error."""
        program = f"{Path(sys.executable).with_name('samplan')}"
        command = [program, "doctor", f"{self.settings}", "--json", *options]
        without = {name: value for name, value in os.environ.items() if not name.startswith("KAFKA_")}
        done = subprocess.run(command, env=without, capture_output=True, text=True, check=False, timeout=300)
        return done.returncode, json.loads(done.stdout), done.stderr

    def _started(self, part: tuple[str, str]) -> ForkedProcess:
        agency, service = part
        environment = self.environment(agency, self.ports[part])
        self.write(agency, service, environment)
        process = ForkedProcess(
            service, [sys.executable, "-m", service, "serve"], self.folder / f"{service}.log"
        )
        process.start(environment)
        return process


@pytest.fixture
def running(tmp_path: Path, own_broker: EmbeddedBrokerProcess) -> Iterator[Running]:
    landscape = Running(tmp_path, own_broker)
    wait_until(landscape.are_ready, landscape.processes[-1].tail, 120)
    yield landscape
    for process in landscape.processes:
        process.stop()


@pytest.fixture
def ill() -> Iterator[str]:
    server = ThreadingHTTPServer((HOST, 0), Ill)
    Thread(target=server.serve_forever).start()
    yield f"http://{HOST}:{server.server_port}"
    server.shutdown()
    server.server_close()


def files_of_topics(folder: Path) -> Path:
    """Files that want more partitions than the embedded broker gives a topic."""
    folder.mkdir()
    topic = {"owner": "af.planning", "partitions": 60, "replication": 1, "min_insync_replicas": 1}
    kept = {"max_message_bytes": 1048588, "retention_ms": -1, "retention_bytes": -1, "cleanup": "delete"}
    dated = {"valid_from": "2026-01-01"}
    topics = {**dated, "topics": [{"name": "af.planning.v1", **topic, **kept}]}
    (folder / "topics.yaml").write_text(json.dumps(topics))
    (folder / "acls.yaml").write_text(
        json.dumps({**dated, "principals": [{"name": "af.planning"}], "readers": {}})
    )
    return folder


def test_it_finds_nothing_in_a_healthy_landscape_and_each_fault_that_is_planted(
    running: Running, ill: str, tmp_path: Path
) -> None:
    code, healthy, errors = running.examined()
    assert (code, healthy["findings"], errors) == (0, [], "")
    assert len(healthy["instances"]) == 3
    plant(running, ill)
    code, found, _ = running.examined(
        "--files", f"{files_of_topics(tmp_path / 'files')}", "--least-free", "100"
    )
    assert code == 2
    assert {one["name"] for one in found["findings"]} == PLANTED, found


def plant(running: Running, ill: str) -> None:
    data = running.folder / "data"
    (data / "keys/af-planning-index.key").chmod(0o644)
    signing = data / "keys/malmo-ifo-referral-signing.json"
    os.utime(signing, (time.time() - TWO_YEARS,) * 2)
    (data / "peers/malmo-ifo.referral.json").write_text('{"keys": [{"kid": "another"}]}')
    other = running.folder / "other"
    ensure_issuer(other)
    running.change("finsam-consent", JWKS_FILE=f"{other / 'jwks.json'}")
    running.change("finsam-consent", PROGRAMMES_DIR=f"{running.folder / 'nowhere'}")
    environment = running.environment("af", free_port())
    running.write("af", "referral", {**environment, "DOCTOR_URL": ill, "DOCTOR_METRICS": ill})
    planning = Planning(running.folder, running.broker, metrics_port=metrics_port_of(running))
    planning.produce(b"no event", topic=READ_TOPIC, key=b"af")
    wait_until(lambda: planning.metrics()["samplan_parked_records"] == 1, lambda: "not parked", 60)


def metrics_port_of(running: Running) -> int:
    lines = (running.settings / "af-planning.env").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("METRICS_PORT=")).partition("=")[2])
