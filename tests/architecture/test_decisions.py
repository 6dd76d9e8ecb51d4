"""Each decision record has its four parts and names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))


TEXTS = {record.name: record.read_text() for record in RECORDS}


class TestEveryRecord:
    def test_has_its_four_parts(self) -> None:
        parts = ["Context", "Decision", "Consequences", "Enforced by"]
        headings = {name: re.findall(r"^## (.+)$", text, re.MULTILINE) for name, text in TEXTS.items()}
        assert [name for name in TEXTS if headings[name] != parts] == []

    def test_names_tests_that_exist(self) -> None:
        named = {name: re.findall(r"`([\w/-]+/test_\w+\.py)`", text) for name, text in TEXTS.items()}
        assert [name for name in TEXTS if not named[name]] == []
        assert {path for paths in named.values() for path in paths if not (ROOT / path).exists()} == set()

    def test_fits_on_a_page(self) -> None:
        assert [name for name, text in TEXTS.items() if len(text.splitlines()) > 60] == []

    def test_is_listed(self) -> None:
        listed = (ROOT / "docs/adr/README.md").read_text()
        assert [name for name in TEXTS if f"({name})" not in listed] == []
