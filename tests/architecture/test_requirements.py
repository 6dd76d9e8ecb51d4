"""The ids of requirements that code and docs refer to are explained in docs/requirements.md."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.test_rooms import ROOT, python_files

LISTED = re.compile(r"^\| ([A-Z]-?\d+) \|", re.MULTILINE)
USED = re.compile(r"\b(?:[CRPT]-\d{2}|[IK]\d{1,2})\b")
PAGE = ROOT / "docs/requirements.md"


def listed() -> list[str]:
    return LISTED.findall(PAGE.read_text())


def texts() -> Iterator[Path]:
    yield from python_files()
    yield from (ROOT / "docs").rglob("*.md")
    yield from (ROOT / "programmes").rglob("*.toml")
    yield from (ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md"))


def test_every_id_in_use_is_listed() -> None:
    known = {*listed()}
    assert {file: found for file in texts() if (found := {*USED.findall(file.read_text())} - known)} == {}


def test_no_id_is_listed_twice() -> None:
    assert len(listed()) == len({*listed()})
