"""An error in a file names the file, the line and the field."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from deploy.provision.tests.examples import Files

from provision.files import BadFile
from provision.landscape import read_landscape, read_topics
from samplan.contracts.heartbeat import heartbeat_topic_of

OURS = Path(__file__).parents[2] / "kafka"

BAD_TOPICS = {
    "a topic of another owner": (
        "owner: fk.planning",
        "owner: af.planning",
        "4: topics.0.owner: fk",
    ),
    "an invalid name": ("name: fk.planning.v1", "name: FK.planning.v1", "3: topics.0.name: "),
    "no partition": ("partitions: 3", "partitions: 0", "5: topics.0.partitions: "),
    "partitions in words": ("partitions: 3", "partitions: three", "5: topics.0.partitions: "),
    "no broker may be down": (
        "insync_replicas: 1",
        "insync_replicas: 2",
        "7: topics.0.min_insync",
    ),
    "records that are deleted": (
        "retention_ms: -1",
        "retention_ms: 86400",
        "9: topics.0.retention_ms",
    ),
    "a compacted topic": ("cleanup: delete", "cleanup: compact", "11: topics.0.cleanup: "),
    "messages smaller than a body": ("bytes: 1048588", "bytes: 1000", "8: topics.0.max_message_bytes: "),
    "an unknown field": (
        "cleanup: delete",
        "cleanup: delete\n    size: 1",
        "12: topics.0.size",
    ),
    "a field that is missing": ("    partitions: 3\n", "", "3: topics.0.partitions: "),
    "a field twice": (
        "partitions: 3",
        "partitions: 3\n    partitions: 4",
        "6: partitions: repeated",
    ),
    "no topic at all": ("topics:\n", "topics: []\nothers:\n", "2: topics: names no topic"),
    "an invalid date": ("2026-01-01", "2026-13-01", ":1: valid_from: "),
    "what is not YAML": ("topics:", "topics: [", ": not YAML"),
}

BAD_RIGHTS = {
    "an owner who may not log in": ("  - name: fk.planning\n", "", "principals: fk.planning, the owner of"),
    "an unknown reader": (
        "principal: klippan.reporting",
        "principal: perstorp.reporting",
        "readers: fk.planning.v1: perstorp.reporting is not one of the principals",
    ),
    "readers of an unknown topic": (
        "fk.planning.v1:",
        "fk.planning.v2:",
        "fk.planning.v2 is not in",
    ),
    "a reader without a reason": (
        "      because: shows plans and exits\n",
        "",
        "7: readers.fk.planning.v1.0.bec",
    ),
}


@pytest.mark.parametrize("what", BAD_TOPICS)
def test_a_bad_topic_is_named_by_line_and_field(files: Files, what: str) -> None:
    old, new, message = BAD_TOPICS[what]
    files.change("topics.yaml", old, new)
    with pytest.raises(BadFile) as error:
        read_topics(files.folder)
    assert message in str(error.value)
    assert "topics.yaml:" in str(error.value)


@pytest.mark.parametrize("what", BAD_RIGHTS)
def test_a_bad_right_is_named_by_line_and_field(files: Files, what: str) -> None:
    old, new, message = BAD_RIGHTS[what]
    files.change("acls.yaml", old, new)
    with pytest.raises(BadFile) as error:
        read_landscape(files.folder)
    assert message in str(error.value)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"topics\.yaml: No such file"):
        read_topics(tmp_path)


def test_the_files_of_the_repository_are_valid() -> None:
    assert len(read_landscape(OURS).topics) == 14


def test_reporting_alone_reads_what_describes_participants() -> None:
    """I28: each service that enrols has such a topic, and no agency's service reads one."""
    landscape = read_landscape(OURS)
    owners = {one.owner for one in landscape.topics if one.name.endswith(".referral-statistics.v1")}
    assert owners == {one for one in landscape.principals if one.endswith(".referral")}
    for owner in owners:
        assert landscape.readers[f"{owner}-statistics.v1"] == ("finsam.reporting",)


def test_the_answers_to_an_agencys_cards_are_written_by_planning(files: Files) -> None:
    """P-09, as docs/deploy.md adds them."""
    files.change("topics.yaml", "fk.planning.v1", "fk.card-rejections-to-malmo-ama.v1")
    assert [one.owner for one in read_topics(files.folder)] == ["fk.planning"]
    files.change("topics.yaml", "fk.card-rejections", "af.card-rejections")
    with pytest.raises(BadFile, match=r"belongs to af\.planning"):
        read_topics(files.folder)


def test_a_reader_of_a_consent_topic_reads_its_heartbeats() -> None:
    readers = read_landscape(OURS).readers
    for topic, named in readers.items():
        if heartbeats := heartbeat_topic_of(topic):
            assert set(named) == set(readers[heartbeats])


@pytest.mark.parametrize(("kept", "is_allowed"), [(-1, False), (0, False), (3_600_000, True)])
def test_heartbeats_are_kept_for_a_limited_time(files: Files, kept: int, *, is_allowed: bool) -> None:
    files.change("topics.yaml", "fk.planning.v1", "fk.planning-alive.v1")
    if kept != -1:
        files.change("topics.yaml", "retention_ms: -1", f"retention_ms: {kept}")
    with nullcontext() if is_allowed else pytest.raises(BadFile, match="heartbeats are kept from 1 to"):
        read_topics(files.folder)


class TestDeliveries:
    """I28: what a service delivers is for the own system of one agency, and kept for a month at most."""

    @pytest.fixture
    def delivering(self, files: Files) -> Files:
        files.change("topics.yaml", "fk.planning.v1", "fk.planning.to-klippan.v1")
        files.change("topics.yaml", "partitions: 3", "partitions: 1")
        files.change("topics.yaml", "retention_ms: -1", "retention_ms: 2592000000")
        files.change("acls.yaml", "fk.planning.v1", "fk.planning.to-klippan.v1")
        files.change("acls.yaml", "klippan.reporting", "klippan.cards")
        return files

    def test_are_written_by_the_service_and_read_by_that_system(self, delivering: Files) -> None:
        assert read_landscape(delivering.folder).readers == {"fk.planning.to-klippan.v1": ("klippan.cards",)}

    @pytest.mark.parametrize(
        ("file", "old", "new", "fault"),
        [
            ("topics.yaml", "retention_ms: 2592000000", "retention_ms: 2592000001", "deliveries are kept"),
            ("topics.yaml", "retention_ms: 2592000000", "retention_ms: -1", "deliveries are kept"),
            ("topics.yaml", "partitions: 1", "partitions: 2", "have one partition"),
            ("topics.yaml", "owner: fk.planning", "owner: fk.referral", r"belongs to fk\.planning"),
            (
                "acls.yaml",
                "principal: klippan.cards",
                "principal: fk.planning",
                "is not the system of klippan",
            ),
        ],
        ids=["longer", "for ever", "partitions", "owner", "reader"],
    )
    def test_are_refused_otherwise(
        self, delivering: Files, file: str, old: str, new: str, fault: str
    ) -> None:
        delivering.change(file, old, new)
        with pytest.raises(BadFile, match=fault):
            read_landscape(delivering.folder)
