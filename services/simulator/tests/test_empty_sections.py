"""No section of a driven demo's dashboards is empty: which figures are asked, and what counts."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.checks.empty_sections import SECTIONS, is_filled

PATHS = json.loads((Path(__file__).parents[3] / "docs/openapi/reporting.json").read_text())["paths"]


@pytest.mark.parametrize(
    ("shown", "is_there"),
    [
        ([], False),
        ([{"step": "unchanged", "people": {"share": {"total": {"numerator": 0, "denominator": 9}}}}], False),
        ([{"step": "unchanged", "people": {"share": {"total": {"numerator": 1, "denominator": 9}}}}], True),
        ([{"firstMonth": 3, "lastMonth": 5, "people": {"women": 0, "men": 0, "total": 0}}], False),
        ([{"firstMonth": 0, "lastMonth": 2, "people": {"women": 1, "men": 0, "total": 1}}], True),
        ({"open": 0, "resolved": 0, "halfLifeDays": None}, False),
        ([{"goal": "guidance", "targetPercent": 75, "people": None}], False),
    ],
)
def test_only_what_is_counted_fills_a_section(shown: Any, *, is_there: bool) -> None:
    assert is_filled(shown) is is_there


def test_each_member_is_one_of_the_figure_and_counts_something_in_its_example() -> None:
    for path, members in {(path, members) for one in SECTIONS.values() for path, members in one.items()}:
        answers = PATHS[f"/v1/internal/programmes/{{programme}}/{path}"]["get"]["responses"]
        example = answers["200"]["content"]["application/json"]["example"]
        assert [one for one in members if not is_filled(example[one])] == [], path
