"""docs/integrate.md, every line as it stands, in a bare folder with the built wheels alone."""

from pathlib import Path

import pytest
import yaml
from tests.architecture.pages import follow

from samplan.contracts.registry import PUBLISHERS

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/integrate.md").read_text()


def test_no_agencys_own_system_may_read_a_topic_that_holds_every_participant() -> None:
    """The page says so (I28)."""
    rights = yaml.safe_load((ROOT / "deploy/kafka/acls.yaml").read_text())["readers"]
    services = {f"{service}.v1" for service in PUBLISHERS}
    readers = {
        one["principal"].split(".")[1]
        for topic, granted in rights.items()
        if topic.partition(".")[2] in services
        for one in granted
    }
    assert readers <= set(PUBLISHERS)
    assert "no topic that holds every participant" in PAGE


@pytest.mark.slow
def test_every_line_of_the_page_works_as_written(tmp_path: Path) -> None:
    done = follow(PAGE, "samplan-kit", tmp_path / "bare", 300)
    assert "OK" in done.stderr
    assert "12 of 12 promises kept" in done.stdout
