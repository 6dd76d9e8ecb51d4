"""docs/operate.md: the commands of every section, run unchanged in the situation of that section."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.operations.running import CONSENT_TOPIC, READ_TOPIC, ROOT, Planning

from samplan.testing.forking.forked import write_python
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
    """The output of the section's commands. A missing command fails the test."""
    write_python(planning.folder / "programs")
    programs = f"{planning.folder / 'programs'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-u", "-c", SECTIONS[section]],  # noqa: S607  # any bash on the PATH
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
        output = run("Before a start", planning)
        assert '"agency": "af"' in output
        assert "pending: chassis-1" in output
        assert "applied: chassis-1" in output

    @pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
    def test_a_service_is_not_ready(self, planning: Planning) -> None:
        planning.start()
        planning.wait_for("samplan_ready", 1)
        output = run("A service is not ready", planning)
        assert '{"status":"ready"}' in output
        assert f"PORT: 127.0.0.1:{planning.port} is in use" in output

    def test_the_relay_is_stuck(self, planning: Planning) -> None:
        planning.write_plan()
        planning.start()
        planning.wait_for("samplan_relay_position", 1)
        output = run("The relay is stuck", planning)
        assert "topic      af.planning.v1" in output
        assert '"published_head": ' in output
        assert "trouble" not in output.splitlines()[-3]

    def test_a_topic_was_wiped(self, planning: Planning) -> None:
        planning.write_plan()
        planning.start()
        planning.wait_for("samplan_relay_position", 1)
        output = run("A topic was wiped", planning)
        assert "Nothing is changed yet" in output
        assert "Set back to 0" in output

    def test_a_store_is_behind_what_it_has_published(self, planning: Planning) -> None:
        planning.write_plan()
        planning.copy_to(planning.folder / "older")
        planning.write_plan()
        process = planning.start()
        planning.wait_for("samplan_relay_position", 2)
        wait_until(lambda: planning.metrics()["samplan_relay_lag_events"] == 0, planning.metrics)
        process.stop()
        planning.restore(planning.folder / "older")
        output = run("A store is behind what it has published", planning)
        assert "trouble    the store is behind its head" in output
        assert "samplan.planning.PlanOpened.v1" in output
        assert re.search(r"Epoch [0-9a-f]{8} begins after \d+", output)
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
        output = run("A topic has lost records", planning)
        assert "records may be lost" in output
        assert "The inbox will read from the beginning" in output
        planning.start()
        planning.wait_for("samplan_ready", 1)

    @pytest.mark.real
    def test_a_right_is_missing(self, planning: Planning, denied: KafkaCluster) -> None:
        planning.start()
        planning.wait_for("samplan_inbox_topics_denied", 1)
        (planning.folder / "deploy").symlink_to(ROOT / "deploy")
        output = run("A right is missing", planning, **settings_for(denied.admin))
        assert output.count(f"+ User:af.planning: read {READ_TOPIC}") == 2
        planning.wait_for("samplan_inbox_topics_denied", 0)

    def test_records_are_parked(self, planning: Planning) -> None:
        planning.start()
        planning.produce(b"who knows whose")
        planning.wait_for("samplan_parked_records", 1)
        output = run("Records are parked", planning)
        assert "missing_envelope" in output
        assert "value: 15 bytes" in output
        assert "who knows whose" not in output
        assert "still refused: ValueError" in output
        assert output.endswith("discarded\n")

    def test_everything_is_closed(self, planning: Planning) -> None:
        planning.start()
        planning.produce(b"who knows whose", topic=CONSENT_TOPIC)
        planning.wait_for("samplan_all_subjects_closed", 1)
        output = run("Everything is closed", planning)
        assert "closes all" in output
        assert "noted: it closes everything" in output
        assert output.endswith("discarded\n")
        planning.wait_for("samplan_all_subjects_closed", 0)

    def test_the_clock_was_not_moved(self, planning: Planning) -> None:
        planning.start()
        planning.wait_for("samplan_clock_ticked_date", 20_000)  # it has caught up
        output = run("The clock was not moved", planning)
        assert output.endswith("0 due by 2026-01-31\n")

    def test_the_log_of_disclosures(self, planning: Planning) -> None:
        for service in ("planning", "referral", "reporting", "consent"):
            service_run(planning, service, "migrate")
        said = run("The log of disclosures", planning).splitlines()
        assert len([line for line in said if line.startswith("own log: whole")]) == 4
        assert not [line for line in said if "broken" in line]

    def test_a_stored_record_is_damaged(self, planning: Planning) -> None:
        planning.write_plan()
        assert "damaged" in run("A stored record is damaged", planning)

    def test_the_business_date_is_unknown(self, planning: Planning) -> None:
        run("The business date is unknown", planning)
        assert (planning.folder / "clock").read_text() == "2022-12-31\n"

    def test_back_up_and_restore_a_backup(self, planning: Planning) -> None:
        planning.write_plan()
        service_run(planning, "referral", "migrate")
        output = run("Back up", planning)
        assert output.count("->") == 3
        for store in (planning.folder / "data").glob("*.sqlite3*"):
            store.unlink()
        output = run("Restore a backup", planning)
        assert output.count("->") == 3
        assert "topic      af.planning.v1" in output

    def test_rebuild_the_view(self, planning: Planning) -> None:
        output = run("Rebuild the view", planning)
        assert "the view is what its 0 facts say" in output
        assert output.endswith("rebuilt from 0 facts\n")


def test_every_section_with_commands_is_tried() -> None:
    tried = {name.removeprefix("test_").replace("_", " ") for name in vars(TestThePage)}
    together = "back up and restore a backup"
    assert {section.lower() for section in SECTIONS} <= tried | set(together.split(" and "))
