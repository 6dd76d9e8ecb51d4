"""Each alert's cause is produced once in a running service; promtool tests the rules."""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from tests.operations.running import CONSENT_TOPIC, READ_TOPIC, Planning

from provision.rights import Grant, Right, apply
from samplan.testing.servers.cluster import KafkaCluster

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy/prometheus"
RULES = [
    rule
    for group in yaml.safe_load((FOLDER / "alerts.yaml").read_text())["groups"]
    for rule in group["rules"]
]
NAMES = re.compile(r"\b(samplan_\w+|up)\b")


@pytest.mark.skipif(shutil.which("promtool") is None, reason="needs promtool")
def test_each_rule_fires_when_it_should_and_not_before() -> None:
    command = ["promtool", "test", "rules", str(FOLDER / "tests/alerts.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_rule_is_tested() -> None:
    tested = yaml.safe_load((FOLDER / "tests/alerts.yaml").read_text())["tests"]
    fired = {case["alertname"] for test in tested for case in test["alert_rule_test"] if "exp_alerts" in case}
    assert fired == {rule["alert"] for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_each_rule_links_to_its_instructions(rule: Mapping[str, Mapping[str, str]]) -> None:
    page, _, anchor = rule["annotations"]["runbook_url"].partition("#")
    headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(), re.MULTILINE)
    assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.slow
class TestWhatARunningServiceShows:
    def test_is_every_metric_that_a_rule_uses(self, planning: Planning) -> None:
        planning.write_plan()
        planning.start()
        planning.produce(b"unreadable record")
        planning.wait_for("samplan_parked_records", 1)
        planning.wait_for("samplan_ready", 1)
        shown = {name.partition(":")[0] for name in planning.metrics()}
        asked = {name for rule in RULES for name in NAMES.findall(rule["expr"])}
        assert asked - shown == {"up"}  # Prometheus adds it

    def test_when_the_broker_is_gone(self, planning: Planning) -> None:
        """SamplanRelayStuck, SamplanNotReady."""
        planning.write_plan()
        planning.start()
        planning.wait_for("samplan_relay_position", 1)
        before = planning.metrics()["samplan_relay_position"]
        planning.broker.kill()
        planning.write_plan()
        planning.wait_for("samplan_relay_lag_events", 1)
        planning.wait_for("samplan_ready", 0)
        assert planning.metrics()["samplan_relay_position"] == before

    def test_when_its_store_was_restored(self, planning: Planning, tmp_path: Path) -> None:
        """SamplanStoreBehindItsHead."""
        planning.write_plan()
        planning.copy_to(tmp_path / "older")
        planning.write_plan()
        process = planning.start()
        planning.wait_for("samplan_relay_position", 3)
        process.stop()
        planning.restore(tmp_path / "older")
        planning.start()
        planning.wait_for("samplan_role_stopped:StoreIsBehindItsHead", 1)

    def test_when_an_event_cannot_be_published(self, planning: Planning) -> None:
        """SamplanRelayStopped."""
        planning.write_plan()
        with closing(sqlite3.connect(planning.file)) as store:
            store.execute("UPDATE stored_events SET topic = 'os.getcwd'")
            store.execute("DELETE FROM event_digests")  # as an earlier version stores events
            store.commit()
        planning.start()
        planning.wait_for("samplan_role_stopped:Untranslatable", 1)

    def test_when_a_topic_was_trimmed(self, planning: Planning) -> None:
        """SamplanConsumerTrimmed."""
        planning.overfill()
        planning.start()
        planning.wait_for("samplan_role_stopped:Trimmed", 1)

    def test_when_its_program_is_broken(self, planning: Planning) -> None:
        """SamplanProgramBroken: it queries a table that the store does not have. Nothing is parked."""
        planning.start()
        planning.wait_for("samplan_ready", 1)
        with closing(sqlite3.connect(planning.file)) as store:
            store.execute("ALTER TABLE enrolments RENAME TO renamed_enrolments")
        planning.enter_in_error(20)
        planning.wait_for("samplan_role_stopped:ProgramFault", 1)
        planning.wait_for("samplan_ready", 0)
        assert planning.metrics()["samplan_parked_records"] == 0
        with closing(sqlite3.connect(planning.file)) as store:
            store.execute("ALTER TABLE renamed_enrolments RENAME TO enrolments")
        planning.wait_for("samplan_ready", 1)
        planning.wait_for("samplan_role_stopped:ProgramFault", 0)

    @pytest.mark.real
    def test_when_it_may_not_read_a_topic(self, planning: Planning, denied: KafkaCluster) -> None:
        """SamplanTopicDenied."""
        planning.start()
        planning.wait_for("samplan_inbox_topics_denied", 1)
        apply(denied.client(), [Grant(Right("User:af.planning", "READ", READ_TOPIC))])
        planning.wait_for("samplan_inbox_topics_denied", 0)

    def test_when_its_store_is_too_slow(self, planning: Planning) -> None:
        """SamplanInboxBehind."""
        planning.write_plan()
        planning.start()
        planning.wait_for("samplan_ready", 1)
        with closing(sqlite3.connect(planning.file, isolation_level=None)) as rival:
            rival.execute("BEGIN IMMEDIATE")
            planning.produce(*(b"" for _ in range(150)))
            planning.wait_for("samplan_inbox_lag_records", 101)

    def test_when_a_record_cannot_be_read(self, planning: Planning) -> None:
        """SamplanRecordsParked."""
        planning.start()
        planning.produce(b"unreadable record")
        planning.wait_for("samplan_parked_records", 1)

    def test_when_a_record_may_have_ended_a_sharing(self, planning: Planning) -> None:
        """SamplanSubjectsClosed, SamplanEveryoneClosed."""
        planning.start()
        consent = b"9b2c4a10-5d6e-4f70-8a91-b2c3d4e5f601"
        planning.produce(b"unreadable record", topic=CONSENT_TOPIC, key=consent)
        planning.wait_for("samplan_subjects_closed", 1)
        assert planning.metrics()["samplan_all_subjects_closed"] == 0
        planning.produce(b"unreadable record", topic=CONSENT_TOPIC)
        planning.wait_for("samplan_all_subjects_closed", 1)
        assert planning.metrics()["samplan_subjects_closed"] == 1

    def test_when_its_clock_is_not_moved(self, planning: Planning) -> None:
        """SamplanClockNotTicked: a clock that never ticked counts as late."""
        planning.tick = "off"
        planning.start()
        planning.wait_for("samplan_clock_expected", 1)
        assert planning.metrics()["samplan_clock_ticked_date"] == 0

    def test_when_its_clock_is_moved(self, planning: Planning) -> None:
        planning.start()
        planning.wait_for("samplan_clock_ticked_date", 20_000)
