"""A page of docs as its reader follows it: every line as it stands, in a bare folder, on built wheels."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.wheels import ROOT, install

BLOCK = re.compile(
    r"(?:Save this as `(?P<file>[\w.]+)`:\n\n)?```(?P<kind>sh|python|toml|csv)\n(?P<text>.+?)```", re.DOTALL
)


def follow(page: str, name: str, bare: Path, seconds: int) -> subprocess.CompletedProcess[str]:
    """Run what the page says. pip finds the distribution's own wheel; what it needs is there already."""
    places = install(name, bare.parent)
    bare.mkdir()
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(bare.parent),
        "SAMPLAN": str(ROOT),
        "PYTHONPATH": ":".join(map(str, places)),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_FIND_LINKS": str(bare.parent / "wheels" / name.removeprefix("samplan-")),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", _commands_in(page, bare)],  # noqa: S607  # whichever bash there is
        env=environment,
        cwd=bare,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def _commands_in(page: str, folder: Path) -> str:
    """The commands of the page, in their order; its files are written."""
    commands: list[str] = []
    for block in BLOCK.finditer(page):
        if block["kind"] == "sh":
            commands.append(block["text"])
        else:
            (folder / block["file"]).write_text(block["text"])
    return "\n".join(commands)
