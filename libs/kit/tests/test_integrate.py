"""docs/integrate.md, every line as it stands, in a bare folder with the built wheels alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.architecture.wheels import install

from samplan.contracts.registry import PUBLISHERS

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/integrate.md").read_text()
BLOCK = re.compile(
    r"(?:Save this as `(?P<file>[\w.]+)`:\n\n)?```(?P<kind>sh|python|toml|csv)\n(?P<text>.+?)```", re.DOTALL
)


def commands_in(page: str, folder: Path) -> str:
    """The commands of the page, in their order; its files are written."""
    commands: list[str] = []
    for block in BLOCK.finditer(page):
        if block["kind"] == "sh":
            commands.append(block["text"])
        else:
            (folder / block["file"]).write_text(block["text"])
    return "\n".join(commands)


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
    """pip finds the kit's own wheel; what the kit needs is as if pip had installed it before."""
    folder, places = tmp_path / "bare", install("samplan-kit", tmp_path)
    folder.mkdir()
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "SAMPLAN": str(ROOT),
        "PYTHONPATH": ":".join(map(str, places)),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_FIND_LINKS": str(tmp_path / "wheels/kit"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", commands_in(PAGE, folder)],  # noqa: S607  # whichever bash there is
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "OK" in done.stderr
    assert "12 of 12 promises kept" in done.stdout
