"""The pins: exact, hashed, free of hosts, and one version of a library everywhere (ADR 7)."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests.architecture.test_functions import statements
from tests.architecture.test_rooms import syntax_of

ROOT = Path(__file__).parents[2]
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\")
PACKAGES = [
    ROOT / "contracts",
    *sorted((ROOT / "libs").iterdir()),
    *sorted((ROOT / "services").iterdir()),
    ROOT / "deploy/provision",
]


def pins(file: Path) -> dict[str, str]:
    matches = (PIN.fullmatch(line) for line in file.read_text().splitlines() if not line.startswith(" "))
    return {match["name"]: match["version"] for match in matches if match}


def own_dependencies(package: Path) -> set[str]:
    return names_in(project_of(package)["dependencies"])


def optional_dependencies(package: Path) -> set[str]:
    extras = project_of(package).get("optional-dependencies", {})
    return names_in([one for extra in extras.values() for one in extra])


def project_of(package: Path) -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((package / "pyproject.toml").read_text())["project"]
    return project


def names_in(asked: list[str]) -> set[str]:
    return {re.split(r"[\[<>=;! ]", dependency, maxsplit=1)[0].lower() for dependency in asked}


def declared(package: Path) -> set[str]:
    """The dependencies of the package and of the workspace packages below it."""
    names = own_dependencies(package)
    below = [p for p in PACKAGES if f"samplan-{p.name}" in names]
    return {n for n in names if not n.startswith("samplan-")}.union(*map(declared, below))


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.stem)
class TestPins:
    def test_are_exact(self, file: Path) -> None:
        lines = [line for line in file.read_text().splitlines() if not line.startswith(" ")]
        assert [line for line in lines if not PIN.fullmatch(line)] == []

    def test_are_hashed(self, file: Path) -> None:
        blocks = re.split(r"\n(?! )", file.read_text().strip())
        assert [block for block in blocks if "--hash=sha256:" not in block] == []

    def test_name_no_host(self, file: Path) -> None:
        assert re.findall(r"://|^\s*-[a-z]|^\s*--(?!hash=)", file.read_text(), re.MULTILINE) == []

    def test_agree_with_those_of_development(self, file: Path) -> None:
        development = pins(ROOT / "requirements/dev.txt")
        differ = {name for name, version in pins(file).items() if development.get(name, version) != version}
        assert differ == set()


def test_the_bus_keeps_the_minor_version_of_its_framework() -> None:
    """Decision 4: the inbox relies on details of this version's source."""
    asked = tomllib.loads((ROOT / "libs/bus/pyproject.toml").read_text())["project"]["dependencies"]
    assert "faststream[kafka]>=0.7,<0.8" in asked
    assert pins(ROOT / "requirements/dev.txt")["faststream"].startswith("0.7.")


def test_only_the_inbox_uses_the_framework() -> None:
    files = [file for package in PACKAGES for file in source_of(package).rglob("*.py")]
    imported = {file.name: imports(syntax_of(file)) for file in files if "faststream" in file.read_text()}
    on_it = [file for file, names in imported.items() if any(name.startswith("faststream") for name in names)]
    assert on_it == ["subscription.py"]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_declared_dependency_is_pinned(package: Path) -> None:
    file = ROOT / f"requirements/{package.name}.txt"
    pinned = pins(file if file.exists() else ROOT / "requirements/dev.txt")
    assert declared(package) - set(pinned) == set()


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_import_is_declared(package: Path) -> None:
    files = [f for f in source_of(package).rglob("*.py") if "testing" not in f.parts]
    imported = {name for file in files for name in imports(syntax_of(file))}
    roots = {name: name.split(".")[0] for name in imported}
    outside = {
        name for name, root in roots.items() if root not in sys.stdlib_module_names and find_spec(root)
    }
    known = {f"samplan-{package.name}", *own_dependencies(package), *optional_dependencies(package)}
    assert {name for name in outside if not known & distributions_of(name)} == set()


def source_of(package: Path) -> Path:
    module = tomllib.loads((package / "pyproject.toml").read_text())["tool"]["uv"]["build-backend"][
        "module-name"
    ]
    return package.joinpath(*module.split("."))


installed = cache(packages_distributions)


def distributions_of(module: str) -> set[str]:
    """The distributions that provide an import; several share a namespace such as `opentelemetry`."""
    root, *rest = module.split(".")
    if root == "samplan":
        return {f"samplan-{rest[0]}"}
    if root in {package.name for package in PACKAGES}:
        return {f"samplan-{root}"}
    return {re.sub(r"[._]", "-", name).lower() for name in installed()[root]}


def imports(tree: ast.AST) -> set[str]:
    nodes = list(statements(tree))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    from_them = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return (plain | from_them) - {""}


def test_contracts_need_only_msgspec() -> None:
    assert set(pins(ROOT / "requirements/contracts.txt")) == {"msgspec"}
