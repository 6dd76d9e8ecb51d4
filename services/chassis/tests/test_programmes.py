"""An invalid file stops a service at start, with a message that says where the fault is."""

from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from chassis.settings.programmes import BadProgramme, Row, load_programmes

GOOD = """\
id = "example"
name = { sv = "Exempel", en = "Example" }
runs_from = 2020-01-02
runs_until = 2022-12-31
agencies = ["af"]

[[planning]]
valid_from = 2021-01-01
reason = "shorter"
approved_by = "steering group"
plan_days = 30

[[planning]]
valid_from = 2020-01-02
reason = "first"
approved_by = "steering group"
plan_days = 60

[[targets]]
id = "participants"
valid_from = 2020-01-02
reason = "first"
approved_by = "steering group"
value = 100
"""


class Planning(Row):
    SECTION: ClassVar[str] = "planning"

    plan_days: int


class Target(Row):
    SECTION: ClassVar[str] = "targets"

    value: int


def written(directory: Path, content: str) -> Path:
    (directory / "example.toml").write_text(content, encoding="utf-8")
    return directory


class TestInForce:
    @pytest.mark.parametrize(
        ("on", "days"),
        [(date(2020, 1, 1), None), (date(2020, 1, 2), 60), (date(2020, 12, 31), 60), (date(2021, 1, 1), 30)],
    )
    def test_is_the_row_with_the_latest_start(self, tmp_path: Path, on: date, days: int | None) -> None:
        row = load_programmes(written(tmp_path, GOOD), Planning)["example"].in_force(Planning, on)
        assert (row and row.plan_days) == days

    def test_distinguishes_rows_of_a_section_by_id(self, tmp_path: Path) -> None:
        programme = load_programmes(written(tmp_path, GOOD), Target)["example"]
        target = programme.in_force(Target, date(2020, 5, 1), of="participants")
        assert target
        assert target.value == 100
        assert programme.in_force(Target, date(2020, 5, 1)) is None

    def test_includes_its_last_day(self, tmp_path: Path) -> None:
        content = GOOD.replace("plan_days = 30", "plan_days = 30\nvalid_until = 2021-01-31")
        programme = load_programmes(written(tmp_path, content), Planning)["example"]
        days = [row.plan_days for on in (31, 32) if (row := programme.in_force(Planning, _day_of_2021(on)))]
        assert days == [30, 60]


class TestLoadProgrammes:
    @pytest.mark.parametrize(
        ("old", "new", "line", "says"),
        [
            ("plan_days = 30", 'plan_days = "30"', 11, "planning.0.plan_days"),
            ("plan_days = 60", "plan_days = true", 17, "planning.1.plan_days"),
            ("plan_days = 60", "plan_day = 60", 13, "planning.1.plan_days: Field required"),
            ("plan_days = 60", "plan_days = 60\nplan_weeks = 1", 18, "planning.1.plan_weeks"),
            ("valid_from = 2021-01-01", "valid_from = 12:00:00", 8, "planning.0.valid_from"),
            ("valid_from = 2021-01-01", "valid_from = 2020-01-02", 14, "planning.1.valid_from: stated twice"),
            ("plan_days = 30", "plan_days = 30\nvalid_until = 2020-01-01", 12, "ends before it begins"),
            ("[[planning]]\nvalid_from = 2021", "[[plannning]]\nvalid_from = 2021", 7, "plannning"),
            ('id = "example"', 'id = "other"', 1, "id: differs"),
            ("runs_from = 2020-01-02", "runs_from = 2020-02-30", None, "line 3"),
        ],
    )
    def test_names_file_line_and_field(
        self, tmp_path: Path, old: str, new: str, line: int | None, says: str
    ) -> None:
        with pytest.raises(BadProgramme) as refused:
            load_programmes(written(tmp_path, GOOD.replace(old, new, 1)), Planning)
        assert f"example.toml{f':{line}' if line else ''}: " in str(refused.value)
        assert says in str(refused.value)

    def test_ignores_the_sections_of_other_services(self, tmp_path: Path) -> None:
        content = f"{GOOD}\n[[lunches]]\nreason = 7\n"
        assert load_programmes(written(tmp_path, content), Planning)["example"].history(Planning)

    def test_does_not_read_a_table_as_a_section(self, tmp_path: Path) -> None:
        with pytest.raises(BadProgramme, match="lunches"):
            load_programmes(written(tmp_path, f"{GOOD}\n[lunches]\nplan_days = 30\n"), Planning)

    def test_refuses_a_directory_without_programmes(self, tmp_path: Path) -> None:
        with pytest.raises(BadProgramme, match="no programme here"):
            load_programmes(tmp_path)

    def test_keeps_a_programme_s_first_and_last_day(self, tmp_path: Path) -> None:
        programme = load_programmes(written(tmp_path, GOOD))["example"]
        days = [date(2020, 1, 1), date(2020, 1, 2), date(2022, 12, 31), date(2023, 1, 1)]
        assert [programme.runs_on(day) for day in days] == [False, True, True, False]

    def test_reads_every_programme_of_the_project(self) -> None:
        programmes = load_programmes(Path(__file__).parents[3] / "programmes")
        assert {"internationella-kvinnor", "malmokraften"} <= set(programmes)


def _day_of_2021(ordinal: int) -> date:
    return date.fromordinal(date(2020, 12, 31).toordinal() + ordinal)
