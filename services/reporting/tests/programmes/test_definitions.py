"""Programme rows that no figure can be counted by stop the service at start; the error names them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from services.reporting.tests.conftest import PROGRAMMES

from chassis.settings.programmes import BadProgramme, Programme
from reporting.programmes.definitions import Groups, load_definitions

LUND = """[[municipalities]]
id = "lund"
valid_from = 2021-01-01
reason = "A test"
approved_by = "a board"
name = "Lund"
"""


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Path]:
    """Malmökraften with one text replaced."""

    def write(old: str, new: str) -> Path:
        text = (PROGRAMMES / "malmokraften.toml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / "malmokraften.toml").write_text(text.replace(old, new), encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('en = "Malmökraften 2.0"', 'so = "Malmökraften 2.0"', "name"),
        ("[[planning]]", "[[planning]]\nvalid_from = 2020-01-02\n[[planning]]", "planning"),
        ('indicator = "women"', 'indicator = "happiness"', "nothing is measured as happiness"),
        (
            'exits = ["work_unsubsidised", "work_subsidised"]',
            'exits = ["moved"]',
            "to_work_or_studies",
        ),
        ('"work_subsidised"]', '"wrok_subsidised"]', "numerator.exits"),
        ("value = 5600", 'value = "5600"', "value"),
        ('exits = ["studies_student_aid"]', 'plans = ["studies_student_aid"]', "numerator.plans"),
        (
            '{ counts = "plans", in_time = true }',
            '{ counts = "plans", kinds = ["nystartsjobb"] }',
            "no filter",
        ),
        ('{ counts = "plans", in_time = true }', '{ counts = "enrolled" }', "not counted by plan"),
        ('{ counts = "due_plans" }', '{ counts = "sessions" }', "denominator.counts"),
        ('sexes = ["woman"]', 'sexes = ["women"]', "numerator.sexes"),
        ('sexes = ["woman"]', "sexes = []", "names nothing"),
        ('name = { sv = "Kvinnor", en = "Women" }', 'name = { sv = "Kvinnor" }', "name.en"),
        ('dimensions = ["agency"]', 'dimensions = ["income_support"]', "known of enrolled alone"),
        (
            '{ counts = "enrolled" }\ndirection = "within"',
            '{ counts = "referred" }\ndirection = "within"\ndimensions = ["age_group"]',
            "age_group is known of",
        ),
        (
            'agencies = ["malmo-ifo", "malmo-ama"]',
            f'agencies = ["malmo-ifo", "malmo-ama"]\n{LUND}agencies = ["malmo-ama"]',
            "malmo-ama is of two on 2021-01-01",
        ),
        (
            "version = 2\nvalid_from = 2021-04-01",
            "version = 3\nvalid_from = 2021-04-01",
            "by date the versions",
        ),
        ('direction = "within"', "", "go together"),
        ('denominator = { counts = "enrolled" }', "", "is no share"),
        ("value = 5600", f"value = 1{'0' * 30}", "value"),
        ('{ counts = "enrolled" }', '{ counts = "enrolled", followed_days = 3661 }', "followed_days"),
        (
            'exits = ["work_unsubsidised", "work_subsidised"] }',
            "within_days = 9 }",
            "nothing but their class",
        ),
        ('rate = "47.2"', 'rate = "47,2"', "printed.2.rate"),
        ('id = "fk_track"', 'id = "=1+1"', "printed: a row has no id"),
        ("whole = 274", "", "of a whole"),
        ("tolerance = 10", "", "go together"),
        ("value = 5600", "value = 5600\ntolerance = 10", "go together"),
    ],
)
def test_names_what_is_wrong(changed: Callable[[str, str], Path], old: str, new: str, fault: str) -> None:
    with pytest.raises(BadProgramme, match=fault):
        load_definitions(changed(old, new))


class TestGroups:
    @pytest.mark.parametrize(
        ("exit_class", "day", "group"),
        [
            ("work_subsidised", "2020-01-02", "to_work"),
            ("work_subsidised", "2020-01-01", "other"),
            ("studies_retained_support", "2021-03-31", "other"),
            ("studies_retained_support", "2021-04-01", "to_studies"),
            ("studies_student_aid", "2022-12-31", "to_studies"),
            ("moved", "2022-12-31", "other"),
        ],
    )
    def test_follow_the_definition_of_the_day(
        self, malmokraften: Programme, exit_class: str, day: str, group: str
    ) -> None:
        assert Groups(malmokraften).of(exit_class, day) == group
