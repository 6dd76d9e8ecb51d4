"""docs/reconcile.md, every line as it stands, in a bare folder with the built wheels alone."""

from pathlib import Path

import pytest
from tests.architecture.pages import follow

from samplan.reconciliation.differences.reasons import Reason

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/reconcile.md").read_text()


def test_the_page_explains_every_reason_class() -> None:
    assert [reason for reason in Reason if f"`{reason}`" not in PAGE] == []


@pytest.mark.slow
def test_every_line_of_the_page_works_as_written(tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    follow(PAGE, "samplan-reconciliation", folder, 120)
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
