"""An image holds one service, and changes when that service changes."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.compose.landscape import PYTHON, ROOT, SERVICES, Tell, run

pytestmark = [pytest.mark.compose, pytest.mark.usefixtures("images")]

CONTEXT = ("contracts", "services", "programmes", "requirements", "deploy/provision")
LARGEST_BYTES = 200_000_000
LIST = "import os; print(*(name for name in os.listdir('/opt/samplan/packages') if '.' not in name))"


def image(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(["docker", "image", "inspect", name]))[0]
    return found


def build(context: Path, service: str) -> str:
    """The id of the image that the tree gives."""
    file = context / "services" / service / "Dockerfile"
    return run(["docker", "build", "--quiet", "--file", str(file), str(context)]).strip()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what images are made of."""
    shutil.copy(ROOT / ".dockerignore", tmp_path)
    for folder in CONTEXT:
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "tests")
        )
    return tmp_path


@pytest.mark.parametrize("service", SERVICES)
class TestImage:
    def test_holds_one_service_and_no_other(self, service: str) -> None:
        listed = run(
            ["docker", "run", "--rm", "--entrypoint", PYTHON, f"samplan/{service}:current", "-c", LIST]
        )
        assert set(listed.split()) == {"chassis", "contracts", service}

    def test_starts_as_nobody_without_capabilities_and_writes_nothing(self, service: str) -> None:
        hardened = ("--read-only", "--cap-drop=ALL", "--network=none", "--security-opt=no-new-privileges")
        assert "migrate" in run(["docker", "run", "--rm", *hardened, f"samplan/{service}:current", "--help"])
        assert image(f"samplan/{service}:current")["Config"]["User"] == "10001:10001"

    def test_starts_and_checks_itself_without_a_shell(self, service: str) -> None:
        configured = image(f"samplan/{service}:current")["Config"]
        assert configured["Entrypoint"][0] == configured["Healthcheck"]["Test"][1] == PYTHON
        assert configured["Healthcheck"]["Test"][0] == "CMD"

    def test_adds_no_more_than_its_libraries_to_the_base(self, service: str, tell: Tell) -> None:
        whole, base = image(f"samplan/{service}:current")["Size"], image("python:3.13-slim")["Size"]
        tell(f"samplan/{service}: {(whole - base) / 1e6:.0f} MB on top of python:3.13-slim")
        assert whole - base < LARGEST_BYTES


class TestChange:
    def test_of_one_service_changes_no_other_services_image(self, tree: Path) -> None:
        referral, planning = build(tree, "referral"), build(tree, "planning")
        rules = tree / "services/planning/planning/rules.py"
        rules.write_text(f"{rules.read_text()}\nCHANGED = True\n")
        assert build(tree, "referral") == referral
        changed = build(tree, "planning")
        assert changed != planning
        layers, before = image(changed)["RootFS"]["Layers"], image(planning)["RootFS"]["Layers"]
        assert sum(one != other for one, other in zip(layers, before, strict=True)) == 1

    def test_of_the_chassis_changes_every_services_image(self, tree: Path) -> None:
        before = [build(tree, service) for service in SERVICES]
        module = tree / "services/chassis/chassis/settings/environment.py"
        module.write_text(f"{module.read_text()}\nCHANGED = True\n")
        assert not set(before) & {build(tree, service) for service in SERVICES}
