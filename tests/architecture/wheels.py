"""Distributions as an agency installs them: from built wheels only."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)\s*(?:\[(?P<extras>[^\]]*)\])?[^;]*(?:;\s*(?P<marker>.*))?")


def homes() -> dict[str, Path]:
    """Each distribution of the workspace and its folder."""
    folders = [ROOT / "contracts", *(ROOT / "libs").iterdir(), *(ROOT / "services").iterdir()]
    return {f"samplan-{folder.name}": folder for folder in folders if (folder / "pyproject.toml").exists()}


def install(name: str, folder: Path) -> list[Path]:
    """Build the wheels of a distribution and its dependencies, and unpack them into a folder; its path."""
    packages, others = folder / "packages", folder / "others"
    others.mkdir()
    for needed in {one for one, _ in closure(name)}:
        if home := homes().get(needed):
            unpack_wheel(home, folder / "wheels", packages)
        else:
            link(distribution(needed), others)
    return [packages, others]


def closure(name: str) -> set[tuple[str, frozenset[str]]]:
    """The distribution and its transitive dependencies."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [(name, frozenset[str]())]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += requirements(*one)
    return found


@cache
def requirements(name: str, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    return [*_requirements(distribution(name), extras)]


def _requirements(of: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for text in of.requires or ():
        match = REQUIREMENT.match(text)
        assert match, text
        extra = re.search(r"extra\s*==\s*['\"]([\w-]+)", match["marker"] or "")
        name = re.sub(r"[._]", "-", match["name"]).lower()
        if (extra is None or extra[1] in extras) and _is_installed(name):
            yield name, frozenset(part.strip() for part in (match["extras"] or "").split(",") if part)


def _is_installed(name: str) -> bool:
    """Ignore dependencies of another platform or Python, which are not installed."""
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def unpack_wheel(home: Path, wheels: Path, to: Path) -> None:
    (wheels / home.name).mkdir(parents=True)
    build = Path(sys.executable).with_name("uv-build")
    made = subprocess.run(
        [build, "build-wheel", wheels / home.name], cwd=home, check=True, capture_output=True
    )
    ZipFile(wheels / home.name / made.stdout.decode().strip()).extractall(to)


def link(installed: Distribution, to: Path) -> None:
    for file in installed.files or ():
        source = Path(str(file.locate()))
        target = to / str(file)
        if ".." not in file.parts and source.exists() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(source)


def run_alone(places: list[Path], program: str, *arguments: str) -> str:
    """Run a program with only these folders and the standard library; its output."""
    start = f"import sys; sys.path[:0] = {[str(place) for place in places]!r}\n{program}"
    done = subprocess.run(
        [sys.executable, "-S", "-c", start, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
