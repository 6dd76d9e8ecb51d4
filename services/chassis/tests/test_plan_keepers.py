"""P-18: one agency keeps a participant's plan, by the programme and their target group."""

from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from chassis.settings.plan_keepers import KeeperRow, keeper_of, keepers_on, refuse_strange_keepers
from chassis.settings.programmes import BadProgramme, Programme, load_programmes
from samplan.contracts.codes import Agency, IncomeSupport

PROGRAMME = """
id = "malmokraften"
name = { sv = "Malmökraften", en = "Malmökraften" }
runs_from = 2020-01-02
agencies = ["af", "fk"]

[[plan_keepers]]
valid_from = 2020-01-02
reason = "Everybody's"
approved_by = "styrgruppen"
keeper = "af"
"""
GROUP = """
[[plan_keepers]]
id = "fk"
valid_from = 2021-01-01
reason = "Its own participants"
approved_by = "styrgruppen"
keeper = "fk"
income_support = ["sjukpenning"]
"""
BEFORE, AFTER = date(2020, 12, 31), date(2021, 1, 1)
SICK, OTHER = IncomeSupport.SJUKPENNING, IncomeSupport.EKONOMISKT_BISTAND


class PlanKeeper(KeeperRow):
    SECTION: ClassVar[str] = "plan_keepers"


def programme(folder: Path, content: str = PROGRAMME + GROUP) -> Programme:
    (folder / "malmokraften.toml").write_text(content, encoding="utf-8")
    return load_programmes(folder, PlanKeeper)["malmokraften"]


class TestTheKeeper:
    @pytest.mark.parametrize(
        ("income_support", "on", "keeper"),
        [(SICK, AFTER, Agency.FK), (SICK, BEFORE, Agency.AF), (OTHER, AFTER, Agency.AF)],
    )
    def test_is_that_of_the_target_group_from_its_day_on(
        self, tmp_path: Path, income_support: IncomeSupport, on: date, keeper: Agency
    ) -> None:
        assert keeper_of(programme(tmp_path), PlanKeeper, income_support, on) is keeper

    def test_is_one_of_those_that_a_consent_may_have_to_name(self, tmp_path: Path) -> None:
        assert keepers_on(programme(tmp_path), PlanKeeper, AFTER) == {Agency.AF, Agency.FK}
        assert keepers_on(programme(tmp_path), PlanKeeper, BEFORE) == {Agency.AF}

    def test_is_nobody_where_the_programme_names_none(self, tmp_path: Path) -> None:
        head, _, _ = PROGRAMME.partition("[[")
        assert keeper_of(programme(tmp_path, head + GROUP), PlanKeeper, OTHER, AFTER) is None

    @pytest.mark.parametrize(
        ("old", "new"),
        [('income_support = ["sjukpenning"]', ""), ('id = "fk"\n', ""), ('keeper = "fk"', 'keeper = "ams"')],
    )
    def test_is_refused_where_its_row_does_not_say_whose(self, tmp_path: Path, old: str, new: str) -> None:
        assert old in GROUP
        with pytest.raises(BadProgramme, match="plan_keepers"):
            programme(tmp_path, PROGRAMME + GROUP.replace(old, new))

    def test_is_an_agency_of_the_programme(self, tmp_path: Path) -> None:
        strange = programme(tmp_path, PROGRAMME + GROUP.replace('keeper = "fk"', 'keeper = "klippan"'))
        with pytest.raises(BadProgramme, match=r"plan_keepers\.1\.keeper"):
            refuse_strange_keepers(tmp_path / "malmokraften.toml", strange, PlanKeeper)
