"""docs/reconcile.md, every line as it stands, in a bare folder with the built wheels alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from libs.kit.tests.test_integrate import commands_in
from tests.architecture.wheels import install

from samplan.reconciliation.differences.reasons import Reason

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/reconcile.md").read_text()


def test_the_page_explains_every_reason_class() -> None:
    assert [reason for reason in Reason if f"`{reason}`" not in PAGE] == []


@pytest.mark.slow
def test_every_line_of_the_page_works_as_written(tmp_path: Path) -> None:
    """pip finds the tool's own wheel; what it needs is as if pip had installed it before."""
    folder, places = tmp_path / "bare", install("samplan-reconciliation", tmp_path)
    folder.mkdir()
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "SAMPLAN": str(ROOT),
        "PYTHONPATH": ":".join(map(str, places)),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_FIND_LINKS": str(tmp_path / "wheels/reconciliation"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", commands_in(PAGE, folder)],  # noqa: S607  # whichever bash there is
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    check_reports(folder)


def check_reports(folder: Path) -> None:
    tasks = (folder / "report-sus/tasks-sus.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(";")[:2] for line in tasks] == [
        ["19550117-9807", "in_registration_missing"],
        ["19550101-9805", "out_registration_missing"],
        ["19550105-9801", "out_date_late_within_window"],
        ["19550109-9807", "exit_reason_blank"],
    ]
    assert not list(folder.glob("with-*"))
