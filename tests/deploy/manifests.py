"""The contents of deploy/k8s: the files, and what kustomize builds from them."""

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

K8S = Path(__file__).parents[2] / "deploy/k8s"
DEMO = K8S / "overlays/demo"
INSTANCES = sorted(folder.name for folder in DEMO.iterdir() if folder.is_dir())

Manifest = dict[str, Any]


def read(file: Path) -> list[Manifest]:
    return [one for one in yaml.safe_load_all(file.read_text()) if one]


def parts() -> Iterator[Manifest]:
    """The objects that every service consists of."""
    for file in sorted((K8S / "parts").glob("*/*.yaml")):
        if file.name != "kustomization.yaml":
            yield from read(file)


def kustomization(folder: Path) -> Manifest:
    [only] = read(folder / "kustomization.yaml")
    return only


def literals(folder: Path, name: str) -> dict[str, str]:
    """The settings that a kustomization gives a config map."""
    [maps] = [one for one in kustomization(folder)["configMapGenerator"] if one["name"] == name]
    return dict(line.split("=", 1) for line in maps["literals"])


def pod_of(manifest: Manifest) -> Manifest | None:
    """The pod of a workload; None for everything else."""
    spec = manifest.get("spec", {})
    template = spec.get("template") or spec.get("jobTemplate", {}).get("spec", {}).get("template")
    return template["spec"] if template else None


@cache
def built() -> list[Manifest]:
    """The demo as applied to a cluster, built by the kubectl that `make test-real` installs."""
    kubectl = Path(sys.executable).with_name("kubectl")
    if not kubectl.exists():
        pytest.skip(reason="`make test-real` installs kubectl")
    done = subprocess.run([kubectl, "kustomize", str(DEMO)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [one for one in yaml.safe_load_all(done.stdout) if one]
