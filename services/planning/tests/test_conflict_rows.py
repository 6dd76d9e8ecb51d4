"""P-08: the rows of conflicts are checked at start, and dated."""

from datetime import date
from pathlib import Path

import pytest
from services.planning.tests.examples import MARCH_14, PROGRAMME
from services.planning.tests.test_conflicts import ENHANCED

from chassis.settings.programmes import BadProgramme, load_programmes
from planning.conflict_rules import Conflict, in_force
from planning.rules import SECTIONS
from planning.service import PlanningSettings
from samplan.contracts.codes import ActivityKind


class TestARow:
    ROW = """
[[conflicts]]
id = "{id}"
valid_from = 2020-01-02
reason = "r"
approved_by = "a"
kind = "rule_conflict"
agency = "af"
"""

    @pytest.mark.parametrize(
        ("columns", "named"),
        [
            ('owners = ["af"]', "names no conflict"),
            ('beside = ["krami"]', "names no intervention"),
            ('owners = ["af"]\nbeside = ["kramii"]', "beside.0"),
            ('owners = ["af"]\nwhile = ["krami"]', "while"),
        ],
    )
    def test_is_refused_at_start_when_it_says_nothing_or_misspells(
        self, tmp_path: Path, columns: str, named: str
    ) -> None:
        text = (PlanningSettings().programmes_dir / f"{PROGRAMME}.toml").read_text()
        (tmp_path / f"{PROGRAMME}.toml").write_text(text + self.ROW.format(id="one") + columns + "\n")
        with pytest.raises(BadProgramme, match=named):
            load_programmes(tmp_path, *SECTIONS)

    def test_is_replaced_by_a_later_one_of_its_id_from_that_day(self, tmp_path: Path) -> None:
        text = (PlanningSettings().programmes_dir / f"{PROGRAMME}.toml").read_text()
        later = self.ROW.format(id="double_financing").replace("2020-01-02", "2022-03-14")
        rest = 'interventions = ["other"]\nbeside = ["krami"]\n'
        (tmp_path / f"{PROGRAMME}.toml").write_text(text + later + rest)
        rows = load_programmes(tmp_path, *SECTIONS)[PROGRAMME]
        found = [
            next(row for row in in_force(rows, on) if row.id == "double_financing").interventions
            for on in (date(2022, 3, 13), MARCH_14)
        ]
        assert found == [{ENHANCED}, {ActivityKind.OTHER}]


def test_every_programme_has_rows_for_each_agency_that_they_name() -> None:
    for one in load_programmes(PlanningSettings().programmes_dir, *SECTIONS).values():
        assert {row.agency for row in one.rows[Conflict] if isinstance(row, Conflict)} <= {*one.head.agencies}
