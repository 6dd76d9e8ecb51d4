"""Commands for services that run elsewhere."""

from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from chassis.settings.clock_file import date_in
from simulator.cli import cli


def moved(file: Path, day: str) -> str:
    result = CliRunner().invoke(cli, ["clock", day], env={"CLOCK_FILE": str(file)})
    assert result.exit_code == 0, result.output
    return result.output.strip()


class TestClock:
    def test_moves_the_business_date(self, tmp_path: Path) -> None:
        assert moved(tmp_path / "today", "2020-01-02") == "2020-01-02"
        assert date_in(tmp_path / "today") == date(2020, 1, 2)

    def test_leaves_a_later_one(self, tmp_path: Path) -> None:
        moved(tmp_path / "today", "2022-12-31")
        assert moved(tmp_path / "today", "2020-01-02") == "2022-12-31"
        assert date_in(tmp_path / "today") == date(2022, 12, 31)

    def test_needs_the_file(self) -> None:
        result = CliRunner().invoke(cli, ["clock", "2020-01-02"], env={"CLOCK_FILE": None})
        assert result.exit_code == 2
