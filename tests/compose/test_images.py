"""An image holds one service, and changes when that service changes."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.compose.landscape import PYTHON, ROOT, SERVICES, Failed, Report, run

pytestmark = [pytest.mark.compose, pytest.mark.usefixtures("images")]

CONTEXT = ("contracts", "libs", "services", "programmes", "requirements", "deploy")
LARGEST_BYTES = 200_000_000
DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()
LIST = "import os; print(*(name for name in os.listdir('/opt/samplan/packages') if '.' not in name))"
FIND_AN_ISSUER = """
from importlib.metadata import entry_points
print(*entry_points(group="samplan.development"))
"""
FOR_TESTS = ("samplan.testing",)
FIND_TEST_TOOLS = f"""
from importlib.util import find_spec
print(*(name for name in {FOR_TESTS} if find_spec(name)))
"""
FROM_THE_ENVIRONMENT = ("PYTHON_IMAGE", "PIP_INDEX_URL", "UV_DEFAULT_INDEX")


def image(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(["docker", "image", "inspect", name]))[0]
    return found


def build(context: Path, service: str) -> str:
    """The id of the image built from the tree."""
    given = [f"--build-arg={name}" for name in (*FROM_THE_ENVIRONMENT, f"SERVICE={service}")]
    command = ["docker", "build", "--quiet", *given, f"--file={context}/deploy/Dockerfile", f"{context}"]
    return run(command).strip()


def output_of(name: str, program: str) -> list[str]:
    """The words that a program prints in the image's container."""
    command = ["docker", "run", "--rm", "--network=none", f"--entrypoint={PYTHON}"]
    return run([*command, f"samplan/{name}:current", "-c", program]).split()


def base_image() -> str:
    """The base image."""
    return os.environ.get("PYTHON_IMAGE") or DOCKERFILE.partition("ARG PYTHON_IMAGE=")[2].split()[0]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the files that images are built from."""
    shutil.copy(ROOT / ".dockerignore", tmp_path)
    for folder in CONTEXT:
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "tests")
        )
    return tmp_path


@pytest.mark.parametrize("service", SERVICES)
class TestImage:
    def test_holds_one_service_and_no_other(self, service: str) -> None:
        assert set(output_of(service, LIST)) == {"chassis", "samplan", service}

    def test_starts_unprivileged_without_capabilities_on_a_read_only_root(self, service: str) -> None:
        hardened = ("--read-only", "--cap-drop=ALL", "--network=none", "--security-opt=no-new-privileges")
        assert "migrate" in run(["docker", "run", "--rm", *hardened, f"samplan/{service}:current", "--help"])
        assert image(f"samplan/{service}:current")["Config"]["User"] == "10001:10001"

    def test_starts_and_checks_itself_without_a_shell(self, service: str) -> None:
        configured = image(f"samplan/{service}:current")["Config"]
        assert configured["Entrypoint"][0] == configured["Healthcheck"]["Test"][1] == PYTHON
        assert configured["Healthcheck"]["Test"][0] == "CMD"

    def test_adds_no_more_than_its_libraries_to_the_base(self, service: str, report: Report) -> None:
        whole, base = image(f"samplan/{service}:current")["Size"], image(base_image())["Size"]
        report(f"samplan/{service}: {(whole - base) / 1e6:.0f} MB on top of {base_image()}")
        assert whole - base < LARGEST_BYTES


class TestTestTools:
    """The embedded broker, the development issuer and the test libraries."""

    @pytest.mark.parametrize("name", [*SERVICES, "provision"])
    def test_are_in_no_service_image(self, name: str) -> None:
        assert output_of(name, FIND_TEST_TOOLS) == []
        assert output_of(name, FIND_AN_ISSUER) == []

    def test_are_in_the_simulators(self) -> None:
        assert set(output_of("simulator", FIND_TEST_TOOLS)) == set(FOR_TESTS)
        assert output_of("simulator", FIND_AN_ISSUER)

    def test_are_not_replaced_by_a_setting(self) -> None:
        """With DEVELOPMENT=on, a service image still has no development issuer to start with."""
        command = ["docker", "run", "--rm", "--network=none", "--env=DEVELOPMENT=on", "--env=DATA_DIR=/tmp"]
        with pytest.raises(Failed, match="DEVELOPMENT: no development issuer is installed"):
            run([*command, "samplan/planning:current", "api"])


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
