"""A table belongs to one feature of a service: the others ask that feature's functions, never its table."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.architecture.test_rooms import syntax_of

SERVICES = ("consent", "planning", "referral", "steering")
NAMED = re.compile(r"\b(?:FROM|INTO|UPDATE|JOIN) (\w+)\b")
CREATED = re.compile(r"\b(?:CREATE TABLE (?:IF NOT EXISTS )?|LinkedPersons\(\")(\w+)\b")


def statements(file: Path) -> Iterator[str]:
    """The SQL in a file, apart from its migrations: those may move what an earlier step has made."""
    tree = syntax_of(file)
    steps = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Migration"
    ]
    in_steps = {inner for step in steps for inner in ast.walk(step)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in in_steps:
            yield node.value


def feature_of(file: Path, service: Path) -> str:
    return file.relative_to(service).parts[0].removesuffix(".py")


def owners(service: Path) -> dict[str, str]:
    """The feature whose migrations create each table."""
    files = sorted(service.rglob("*.py"))
    return {table: feature_of(file, service) for file in files for table in CREATED.findall(file.read_text())}


@pytest.mark.parametrize("name", SERVICES)
def test_no_sql_names_a_table_of_another_feature(name: str) -> None:
    service = Path(import_module(name).__path__[0])
    owner = owners(service)
    assert owner
    foreign = [
        f"{file.relative_to(service)}: {table}"
        for file in sorted(service.rglob("*.py"))
        for text in statements(file)
        for table in NAMED.findall(text)
        if owner.get(table, feature_of(file, service)) != feature_of(file, service)
    ]
    assert foreign == []


@pytest.mark.parametrize("name", SERVICES)
def test_no_sql_is_made_with_a_constant_of_another_feature(name: str) -> None:
    service = Path(import_module(name).__path__[0])
    made = [(file, one) for file in sorted(service.rglob("*.py")) for one in borrowed_by_sql(file, service)]
    assert made == []


def borrowed_by_sql(file: Path, service: Path) -> Iterator[str]:
    """The names that the file imports from another feature and puts into SQL."""
    tree = syntax_of(file)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    foreign = {
        alias.asname or alias.name
        for one in imports
        for alias in one.names
        if (one.module or "").startswith(f"{service.name}.")
        and (one.module or "").split(".")[1] != feature_of(file, service)
    }
    for text in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
        if NAMED.search(ast.unparse(text)):
            yield from (one.id for one in ast.walk(text) if isinstance(one, ast.Name) and one.id in foreign)
