"""Each service registers its scopes and its programme sections: the chassis knows no service."""

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from tests.architecture.test_rooms import syntax_of

from chassis.service.service import Service
from simulator.demo.tokens import SCOPES

ROOT = Path(__file__).parents[2]
NAMES = ("referral", "consent", "planning", "reporting", "steering")
MACHINERY = (ROOT / "services/chassis/chassis", ROOT / "libs/bus/samplan", ROOT / "libs/privacy/samplan")
PROGRAMMES = sorted((ROOT / "programmes").glob("*.toml"))


def service(name: str) -> Service:
    found: Service = import_module(f"{name}.service").SERVICE
    return found


def strings(*folders: Path) -> set[str]:
    """Every string literal of the code in folders, except in a service's declaration."""
    files = [file for folder in folders for file in folder.rglob("*.py") if file != folder / "service.py"]
    trees = [syntax_of(file) for file in files]
    constants = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {node.value for node in constants if isinstance(node.value, str)}


def sections(file: Path) -> set[str]:
    content = tomllib.loads(file.read_text())
    return {name for name, value in content.items() if isinstance(value, list) and isinstance(value[0], dict)}


@pytest.mark.parametrize("name", NAMES)
def test_a_service_registers_every_scope_that_it_requires(name: str) -> None:
    literals = strings(ROOT / f"services/{name}/{name}")
    asked = {text for text in literals if re.fullmatch("[a-z]+:[a-z]+", text)}
    assert asked == set(service(name).scopes)


def test_an_agencys_system_may_have_every_scope() -> None:
    assert {scope for name in NAMES for scope in service(name).scopes} == set(SCOPES)


@pytest.mark.parametrize("file", PROGRAMMES, ids=lambda file: file.stem)
def test_every_section_of_a_programme_is_registered_by_a_service(file: Path) -> None:
    registered = {model.SECTION for name in NAMES for model in service(name).programme_sections}
    assert sections(file) - registered == set()


def test_the_chassis_names_no_scope_and_no_section() -> None:
    scopes = {scope for name in NAMES for scope in service(name).scopes}
    models = {model.SECTION for name in NAMES for model in service(name).programme_sections}
    assert strings(*MACHINERY) & (scopes | models - set(NAMES)) == set()
