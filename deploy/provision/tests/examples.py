"""A small landscape: one topic, its owner and a reader, in files that a test may change."""

from pathlib import Path

TOPICS = """\
valid_from: 2026-01-01
topics:
  - name: fk.planning.v1
    owner: fk.planning
    partitions: 3
    replication: 1
    min_insync_replicas: 1
    max_message_bytes: 1048588
    retention_ms: -1
    retention_bytes: -1
    cleanup: delete
"""
RIGHTS = """\
valid_from: 2026-01-01
principals:
  - name: fk.planning
  - name: klippan.reporting
readers:
  fk.planning.v1:
    - principal: klippan.reporting
      because: shows plans and exits
"""


class Files:
    """`topics.yaml` and `acls.yaml` in a separate folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "topics.yaml").write_text(TOPICS)
        (folder / "acls.yaml").write_text(RIGHTS)

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text()
        assert old in text
        (self.folder / file).write_text(text.replace(old, new))
