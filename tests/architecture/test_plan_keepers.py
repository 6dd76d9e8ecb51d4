"""P-18: who keeps the plans of a programme is named in every consent under which it enrols."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.architecture.test_rooms import ROOT

PROGRAMMES = sorted((ROOT / "programmes").glob("*.toml"))


def in_force(rows: list[dict[str, Any]], on: date) -> dict[str, Any]:
    begun = [row for row in rows if row["valid_from"] <= on]
    return max(begun, key=lambda row: row["valid_from"])


@pytest.mark.parametrize("file", PROGRAMMES, ids=lambda file: file.stem)
def test_the_keeper_is_needed_in_the_consent_on_every_day(file: Path) -> None:
    programme = tomllib.loads(file.read_text())
    sections = [programme[name] for name in ("plan_keepers", "enrolment", "consent")]
    for on in {row["valid_from"] for rows in sections for row in rows}:
        keeper, needed, may_be_named = (in_force(rows, on) for rows in sections)
        assert keeper["keeper"] in needed["needed_agencies"]
        assert keeper["keeper"] in may_be_named["agencies"]
