"""Names, sizes and habits of the code that no linter checks."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ["contracts", "libs", "services", "deploy", "tests", "bench", "examples"]
ROOMS_FOR_EVERYTHING = {"utils", "util", "common", "helpers", "models", "misc", "base", "core"}
LONGEST_FILE = 250
LONGEST_README = 50
MOST_MODULES = 15
LINES_OF_PURPOSE = 3
CLASS = re.compile(r"^ *class (\w+)", re.MULTILINE)


def python_files() -> Iterator[Path]:
    for source in SOURCES:
        yield from (ROOT / source).rglob("*.py")


@cache
def syntax_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def relative(files: list[Path]) -> list[str]:
    return sorted(str(file.relative_to(ROOT)) for file in files)


def test_no_file_is_longer_than_250_lines() -> None:
    assert relative([f for f in python_files() if len(f.read_text().splitlines()) > LONGEST_FILE]) == []


def test_no_module_is_named_as_a_catch_all() -> None:
    assert relative([f for f in python_files() if {f.stem, f.parent.name} & ROOMS_FOR_EVERYTHING]) == []


def test_every_policy_is_named_for_its_event_and_its_command() -> None:
    policies = [f for f in python_files() if f.parent.name == "policies" and f.stem != "__init__"]
    assert relative([f for f in policies if not re.fullmatch(r"when_\w+", f.stem)]) == []
    assert relative([f for f in policies if f"def {f.stem}(" not in f.read_text()]) == []


def test_no_event_is_named_as_a_mere_update() -> None:
    classes = [name for file in python_files() for name in CLASS.findall(file.read_text())]
    assert [name for name in classes if re.search(r"(Updated|StatusChanged|ServiceImpl)$", name)] == []


def test_no_test_sleeps_except_to_poll() -> None:
    tests = [f for f in python_files() if "tests" in f.parts and "sleep" in f.read_text()]
    assert relative([f for f in tests if sleeps_outside_a_loop(syntax_of(f))]) == []


def sleeps_outside_a_loop(tree: ast.AST) -> bool:
    allowed = {inner for loop in ast.walk(tree) if isinstance(loop, ast.While) for inner in ast.walk(loop)}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node not in allowed]
    sleeps = [ast.unparse(call) for call in calls if ast.unparse(call.func).split(".")[-1] == "sleep"]
    return any(not sleep.endswith("(0)") for sleep in sleeps)  # zero length: yields to other tasks


def test_no_service_looks_into_the_state_of_its_app() -> None:
    """What a route needs of its process is a typed dependency of `chassis.http.dependencies`."""
    own = [f for f in python_files() if "services" in f.parts and not {"chassis", "tests"} & {*f.parts}]
    assert own
    assert relative([f for f in own if "app.state" in f.read_text()]) == []


def test_no_route_loads_an_aggregate() -> None:
    """It asks a question (`look_up`, `answering`), which decides who is shown what."""
    own = [f for f in python_files() if "services" in f.parts and not {"chassis", "tests"} & {*f.parts}]
    routes = [f for f in own if "fastapi" in f.read_text()]
    assert len(routes) > 1
    assert relative([f for f in routes if "work.load(" in f.read_text()]) == []


@pytest.mark.parametrize("service", ["referral", "consent", "planning", "reporting", "simulator", "steering"])
def test_every_service_has_a_readme_of_one_page(service: str) -> None:
    lines = (ROOT / "services" / service / "README.md").read_text().splitlines()
    assert len(lines) <= LONGEST_README


def rooms(*places: str) -> list[Path]:
    roots = [root for place in places for root in sorted(ROOT.glob(place))]
    found = [file.parent for root in roots for file in root.rglob("__init__.py")]
    return [room for room in found if "tests" not in room.relative_to(ROOT).parts]


LIBRARIES = rooms("services/chassis/chassis", "libs/*/samplan/*")
ROOMS = LIBRARIES + rooms("contracts/samplan/contracts", "deploy/provision/provision", "services/*/*")


def modules_of(room: Path) -> list[Path]:
    return [file for file in room.glob("*.py") if file.stem != "__init__"]


def test_no_room_has_more_than_15_modules() -> None:
    assert relative([room for room in ROOMS if len(modules_of(room)) > MOST_MODULES]) == []


def test_every_room_says_what_it_is_for() -> None:
    assert relative([room for room in ROOMS if not purpose_of(room)]) == []
    assert relative([room for room in LIBRARIES if len(purpose_of(room)) != LINES_OF_PURPOSE]) == []


def purpose_of(room: Path) -> list[str]:
    docstring = ast.get_docstring(syntax_of(room / "__init__.py")) or ""
    return [line for line in docstring.splitlines() if line]
