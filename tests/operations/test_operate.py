"""docs/operate.md: the exact commands of every section, in the situation that the section is for."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.operations.running import CONSENT_TOPIC, READ_TOPIC, ROOT, Planning

from samplan.testing.servers.cluster import KafkaCluster
from samplan.testing.servers.secured import settings_for
from samplan.testing.waiting import wait_until

PAGE = (ROOT / "docs/operate.md").read_text()
SECTIONS: Mapping[str, str] = {
    heading: "\n".join(re.findall(r"```sh\n(.+?)```", text, re.DOTALL))
    for heading, text in re.findall(r"^## (.+?)\n(.+?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    if "```sh" in text
}

pytestmark = pytest.mark.slow


def run(section: str, planning: Planning, **settings: str) -> str:
    """All that the section's commands have said; a command that does not exist ends the test."""
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-u", "-c", SECTIONS[section]],  # noqa: S607  # whichever bash there is
        env={**os.environ, **planning.environment, **settings, "PATH": programs, "COLUMNS": "200"},
        cwd=planning.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=240,
        check=False,
    )
    assert "Traceback" not in done.stdout, done.stdout
    assert "Usage: " not in done.stdout, done.stdout
    return done.stdout


def service_run(planning: Planning, *command: str) -> None:
    environment = {**os.environ, **planning.environment}
    subprocess.run([sys.executable, "-m", *command], env=environment, cwd=planning.folder, check=True)


class TestThePage:
    def test_before_a_start(self, planning: Planning) -> None:
        said = run("Before a start", planning)
        assert '"agency": "af"' in said
        assert "pending: chassis-1" in said
        assert "applied: chassis-1" in said

    @pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
    def test_a_service_is_not_ready(self, planning: Planning) -> None:
        planning.start()
        planning.wait_for("samplan_ready", 1)
        said = run("A service is not ready", planning)
        assert '{"status":"ready"}' in said
        assert f"PORT: 127.0.0.1:{planning.port} is in use" in said

    def test_the_relay_is_stuck(self, planning: Planning) -> None:
        planning.write_plan()
        planning.start()
        planning.wait_for("samplan_relay_position", 1)
        said = run("The relay is stuck", planning)
        assert "topic      af.planning.v1" in said
        assert '"published_head": ' in said
        assert "trouble" not in said.splitlines()[-3]

    def test_a_topic_was_wiped(self, planning: Planning) -> None:
        planning.write_plan()
        planning.start()
        planning.wait_for("samplan_relay_position", 1)
        said = run("A topic was wiped", planning)
        assert "Nothing is done yet" in said
        assert "Set back to 0" in said

    def test_a_store_is_behind_what_it_has_published(self, planning: Planning) -> None:
        planning.write_plan()
        planning.copy_to(planning.folder / "older")
        planning.write_plan()
        process = planning.start()
        planning.wait_for("samplan_relay_position", 2)
        wait_until(lambda: planning.metrics()["samplan_relay_lag_events"] == 0, planning.metrics)
        process.stop()
        planning.put_back(planning.folder / "older")
        said = run("A store is behind what it has published", planning)
        assert "trouble    the store is behind its head" in said
        assert "samplan.planning.PlanOpened.v1" in said
        assert re.search(r"Epoch [0-9a-f]{8} begins after \d+", said)
        planning.start()
        planning.wait_for("samplan_ready", 1)

    @pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
    def test_an_inbox_is_behind(self, planning: Planning) -> None:
        planning.produce(b"")
        planning.start()
        planning.wait_for("samplan_ready", 1)
        assert READ_TOPIC in run("An inbox is behind", planning)

    def test_a_topic_has_lost_records(self, planning: Planning) -> None:
        planning.overfill()
        process = planning.start()
        planning.wait_for("samplan_role_stopped:Trimmed", 1)
        process.stop()
        said = run("A topic has lost records", planning)
        assert "something may lie between" in said
        assert "Begins anew there" in said
        planning.start()
        planning.wait_for("samplan_ready", 1)

    @pytest.mark.real
    def test_a_right_is_missing(self, planning: Planning, denied: KafkaCluster) -> None:
        planning.start()
        planning.wait_for("samplan_inbox_topics_denied", 1)
        (planning.folder / "deploy").symlink_to(ROOT / "deploy")
        said = run("A right is missing", planning, **settings_for(denied.admin))
        assert said.count(f"+ User:af.planning: read {READ_TOPIC}") == 2
        planning.wait_for("samplan_inbox_topics_denied", 0)

    def test_records_are_parked(self, planning: Planning) -> None:
        planning.start()
        planning.produce(b"who knows whose")
        planning.wait_for("samplan_parked_records", 1)
        said = run("Records are parked", planning)
        assert "missing_envelope" in said
        assert "value: 15 bytes" in said
        assert "who knows whose" not in said
        assert "still refused: ValueError" in said
        assert said.endswith("discarded\n")

    def test_everything_is_closed(self, planning: Planning) -> None:
        planning.start()
        planning.produce(b"who knows whose", topic=CONSENT_TOPIC)
        planning.wait_for("samplan_all_subjects_closed", 1)
        said = run("Everything is closed", planning)
        assert "closes all" in said
        assert "noted: it closes everything" in said
        assert said.endswith("discarded\n")
        planning.wait_for("samplan_all_subjects_closed", 0)

    def test_the_clock_was_not_moved(self, planning: Planning) -> None:
        planning.start()
        planning.wait_for("samplan_clock_ticked_date", 20_000)  # it has heard all
        said = run("The clock was not moved", planning)
        assert said.endswith("0 due by 2026-01-31\n")

    def test_back_up_and_restore_a_backup(self, planning: Planning) -> None:
        planning.write_plan()
        service_run(planning, "referral", "migrate")
        said = run("Back up", planning)
        assert said.count("->") == 3
        for store in (planning.folder / "data").glob("*.sqlite3*"):
            store.unlink()
        said = run("Restore a backup", planning)
        assert said.count("->") == 3
        assert "topic      af.planning.v1" in said

    def test_rebuild_the_view(self, planning: Planning) -> None:
        said = run("Rebuild the view", planning)
        assert "the view is what its 0 facts say" in said
        assert said.endswith("rebuilt from 0 facts\n")


def test_every_section_with_commands_is_tried() -> None:
    tried = {name.removeprefix("test_").replace("_", " ") for name in vars(TestThePage)}
    together = "back up and restore a backup"
    assert {section.lower() for section in SECTIONS} <= tried | set(together.split(" and "))
