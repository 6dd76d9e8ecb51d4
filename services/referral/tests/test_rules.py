"""The programmes' rules, as this service reads them."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from chassis.operations.configuration import faults
from chassis.settings.environment import BadConfiguration, load_settings
from chassis.settings.programmes import BadProgramme
from referral.office.refusals import TooFarBack
from referral.rules import check_in_time, check_takes_referrals, load_rules, needed_agencies, policy_in_force
from referral.service import SERVICE, ReferralSettings
from samplan.contracts.codes import Agency, Outcome

DIRECTORY = Path(__file__).parents[3] / "programmes"

REGISTRATION = """
[[registration]]
valid_from = 2022-03-01
reason = "Forms on paper are registered within a month"
approved_by = "styrgruppen"
days_back = 30
"""


@pytest.fixture
def programmes(tmp_path: Path) -> Path:
    return copytree(DIRECTORY, tmp_path / "programmes")


def rewrite(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), encoding="utf-8")


class TestLoadRules:
    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            ("at_least = 25", 'at_least = "25"', "internationella-kvinnor.toml"),
            ("at_least = 25", "from = 25", "eligibility.0.criteria.age"),
            ("childcare_met = true", "childcare = true", "eligibility.0.criteria.childcare"),
            ('born_outside = "eu-oecd"', 'born_outside = "eu"', "no such area"),
            ('guarantee = "outside"', 'guarantee = "besides"', "eligibility.0.criteria.guarantee"),
            ('needed_agencies = ["af", "malmo-ifo"]', 'needed_agencies = ["ams"]', "enrolment.0"),
            ("days_back = 3650", "days_back = 36500", "registration.0.days_back"),
            ("days_back = 3650", "days_back = 3650\nvalid_until = 2019-12-31", "from 2020-01-01"),
        ],
    )
    def test_refuses_a_rule_it_cannot_use(self, programmes: Path, old: str, new: str, says: str) -> None:
        rewrite(programmes / "internationella-kvinnor.toml", old, new)
        with pytest.raises(BadProgramme, match=says):
            load_rules(programmes)

    def test_refuses_a_programme_without_a_limit_on_its_first_day(self, programmes: Path) -> None:
        """R-10: how far back a referral is dated is the programme's to say."""
        first_row = "[[registration]]\nvalid_from = 2016-06-10"
        rewrite(programmes / "internationella-kvinnor.toml", first_row, first_row.replace("-10", "-11"))
        with pytest.raises(BadProgramme, match="registration: no days_back from 2016-06-10"):
            load_rules(programmes)

    def test_is_named_by_config_check_before_a_start(self, programmes: Path) -> None:
        first_row = "[[registration]]\nvalid_from = 2016-06-10"
        rewrite(programmes / "internationella-kvinnor.toml", first_row, first_row.replace("-10", "-11"))
        found = faults(SERVICE, load_settings(ReferralSettings, programmes_dir=programmes), connect=False)
        assert any("PROGRAMMES_DIR" in one and "registration: no days_back" in one for one in found)

    def test_stops_the_service_at_start_with_the_setting_s_name(self, programmes: Path) -> None:
        rewrite(programmes / "malmokraften.toml", "version = 1", "version = 0")
        with pytest.raises(
            BadConfiguration, match=r"PROGRAMMES_DIR: .*malmokraften\.toml:\d+: eligibility\.0"
        ):
            SERVICE.handlers(load_settings(ReferralSettings, programmes_dir=programmes))


class TestRules:
    def test_open_a_programme_within_its_dates(self) -> None:
        programmes, _ = load_rules(DIRECTORY)
        check_takes_referrals(programmes, "internationella-kvinnor", Agency.AF, date(2016, 6, 10))

    def test_of_a_programme_say_how_far_back_a_referral_is_dated(self, programmes: Path) -> None:
        """R-10."""
        file = programmes / "malmokraften.toml"
        file.write_text(file.read_text(encoding="utf-8") + REGISTRATION, encoding="utf-8")
        malmokraften = load_rules(programmes)[0]["malmokraften"]
        check_in_time(malmokraften, date(2022, 3, 1), date(2022, 3, 31))
        check_in_time(malmokraften, date(2021, 12, 1), date(2022, 2, 28))  # by the earlier row
        with pytest.raises(TooFarBack):
            check_in_time(malmokraften, date(2022, 2, 28), date(2022, 3, 31))

    def test_name_the_policy_of_the_referral_date(self) -> None:
        programmes, _ = load_rules(DIRECTORY)
        versions = [
            policy_in_force(programmes, "malmokraften", day).version
            for day in (date(2020, 12, 31), date(2021, 1, 1))
        ]
        assert versions == [1, 2]

    @pytest.mark.parametrize(
        ("programme", "day", "version"),
        [
            ("internationella-kvinnor", date(2016, 12, 31), 1),
            ("internationella-kvinnor", date(2017, 1, 1), 2),
            ("forsta-steget", date(2019, 1, 1), 1),
        ],
    )
    def test_change_with_the_programme(self, programme: str, day: date, version: int) -> None:
        programmes, _ = load_rules(DIRECTORY)
        assert policy_in_force(programmes, programme, day).version == version

    def test_know_who_was_born_abroad(self) -> None:
        _, areas = load_rules(DIRECTORY)
        inside = {
            country: areas["sweden"].holds(country, date(2019, 1, 1)) for country in ("SE", "NO", "SUHH")
        }
        assert inside == {"SE": Outcome.MET, "NO": Outcome.NOT_MET, "SUHH": Outcome.NOT_MET}

    def test_need_a_consent_that_names_the_referring_agency(self) -> None:
        programmes, _ = load_rules(DIRECTORY)
        needed = needed_agencies(programmes, "malmokraften", Agency.FK, date(2021, 6, 1))
        assert needed == {Agency.AF, Agency.FK}
