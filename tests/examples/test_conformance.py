"""The example without the kit keeps every promise; libs/kit/tests/test_integrate.py tries one on the kit."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
PROMISES = 12

pytestmark = pytest.mark.slow


def conform(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    suite = [
        sys.executable,
        "-m",
        "samplan.kit.conform",
        "--report",
        "report.md",
        "--log",
        "adapter.log",
        "--",
    ]
    return subprocess.run([*suite, *command], cwd=folder, capture_output=True, text=True, check=False)


def assert_all_kept(done: subprocess.CompletedProcess[str], folder: Path) -> None:
    log = folder / "adapter.log"
    assert done.returncode == 0, done.stdout + done.stderr + (log.read_text() if log.exists() else "")
    assert done.stdout.count("kept") == PROMISES
    assert f"{PROMISES} of {PROMISES} promises kept" in (folder / "report.md").read_text()


@pytest.mark.skipif(not (shutil.which("node") and shutil.which("kcat")), reason="needs Node and kcat")
def test_patient_records_with_the_schemas_alone(tmp_path: Path) -> None:
    done = conform(tmp_path, "node", str(EXAMPLES / "care/record.mjs"))
    assert_all_kept(done, tmp_path)


def test_a_command_that_is_no_adapter_cannot_be_tested(tmp_path: Path) -> None:
    done = conform(tmp_path, sys.executable, "-c", "raise SystemExit(3)")
    assert done.returncode == 2
    assert "`holds` ended with 3" in done.stderr
