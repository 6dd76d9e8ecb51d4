"""The ids of requirements are explained in docs/requirements.md, each rule and case is named in a test."""

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


def test_every_rule_of_the_services_and_every_case_is_named_in_a_test() -> None:
    tests = (file for file in python_files() if "tests" in file.relative_to(ROOT).parts)
    named = {one for file in tests if file != Path(__file__) for one in USED.findall(file.read_text())}
    assert [one for one in listed() if one[0] in "CKPR" and one not in named] == []
