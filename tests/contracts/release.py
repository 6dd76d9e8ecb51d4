"""`make release-contracts` stores the present contracts and a service that uses them, for later versions."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.contracts.kept import FOLDER, SERVICE

from samplan.contracts.documents import samples, schemas

ROOT = Path(__file__).parents[2]
MEMBERS = ("contracts", "services/chassis", f"services/{SERVICE}")


def main(root: Path = ROOT) -> None:
    version = tomllib.loads((root / "contracts/pyproject.toml").read_text())["project"]["version"]
    folder = FOLDER / version
    if folder.exists():
        sys.exit(f"{version} is released and cannot change: set the next version in contracts/pyproject.toml")
    folder.mkdir(parents=True)
    build = Path(sys.executable).with_name("uv-build")
    for member in MEMBERS:
        subprocess.run([build, "build-wheel", folder], cwd=root / member, check=True)
    _keep(folder / "samples.json", samples.FOLDER)
    _keep(folder / "schemas.json", schemas.FOLDER)


def _keep(file: Path, documents: Path) -> None:
    kept = {f"samplan.{path.stem}": json.loads(path.read_text()) for path in sorted(documents.glob("*.json"))}
    file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
