"""Each decision record has its four parts and names tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem[:4])
class TestRecord:
    def test_has_its_four_parts(self, record: Path) -> None:
        headings = re.findall(r"^## (.+)$", record.read_text(), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences", "Enforced by"]

    def test_names_tests_that_exist(self, record: Path) -> None:
        named = re.findall(r"`([\w/-]+/test_\w+\.py)`", record.read_text())
        assert named
        assert [path for path in named if not (ROOT / path).exists()] == []

    def test_fits_on_a_page(self, record: Path) -> None:
        assert len(record.read_text().splitlines()) <= 60

    def test_is_listed(self, record: Path) -> None:
        assert f"({record.name})" in (ROOT / "docs/adr/README.md").read_text()
