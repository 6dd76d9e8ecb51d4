"""Earlier releases: what they published, and their programs, which agencies may still run."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from samplan.contracts.documents.samples import Sample
from samplan.contracts.documents.schemas import Schema

FOLDER = Path(__file__).parent / "released"
SERVICE = "planning"  # it both reads and writes

_READ = """
import importlib, json, sys
envelope = importlib.import_module(sys.argv[1] + ".envelope")

def read(topic, key, value, headers):
    try:
        read, event = envelope.decode(
            topic, key.encode(), value.encode(), [(n, v.encode()) for n, v in headers]
        )
    except envelope.Undecodable as error:
        return error.reason.value, {}
    return "", json.loads(envelope.encode(read, event).value)

records = json.load(sys.stdin)
json.dump({"from": envelope.__file__, "read": [read(*record) for record in records]}, sys.stdout)
"""


class Read(NamedTuple):
    """A release's result for a record: why it cannot read it, or what it read."""

    reason: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Release:
    version: str

    def __str__(self) -> str:
        return self.version

    @property
    def samples(self) -> Mapping[str, Sample]:
        """What the release published, one record of every type."""
        return {name: _sample(written) for name, written in self._kept("samples").items()}

    @property
    def schemas(self) -> Mapping[str, Schema]:
        return self._kept("schemas")

    def unpack(self, folder: Path) -> Path:
        """Unpack its programs into a folder, to be first on a PYTHONPATH."""
        for wheel in (FOLDER / self.version).glob("*.whl"):
            ZipFile(wheel).extractall(folder)
        return folder

    def read(self, records: Sequence[Sample], programs: Path) -> list[Read]:
        """The results of its unpacked programs for the records."""
        done = subprocess.run(
            [sys.executable, "-c", _READ, package_of(programs)],
            input=json.dumps([_plain(record) for record in records]),
            env={**os.environ, "PYTHONPATH": str(programs)},
            capture_output=True,
            text=True,
            check=True,
        )
        answer = json.loads(done.stdout)
        assert Path(answer["from"]).is_relative_to(programs)
        return [Read(*read) for read in answer["read"]]

    def _kept(self, what: str) -> dict[str, Any]:
        kept: dict[str, Any] = json.loads((FOLDER / self.version / f"{what}.json").read_text())
        return kept


def package_of(programs: Path) -> str:
    """The import name of the contracts in a release: `contracts` until 0.2.0."""
    return "contracts" if (programs / "contracts").is_dir() else "samplan.contracts"


def releases() -> list[Release]:
    """All stored releases, the latest last."""
    versions = (path.name for path in FOLDER.iterdir())
    return [Release(version) for version in sorted(versions, key=lambda v: [*map(int, v.split("."))])]


def _sample(written: dict[str, Any]) -> Sample:
    return Sample(
        topic=written["topic"],
        key=written["key"].encode(),
        value=json.dumps(written["data"]).encode(),
        headers=[(name, value.encode()) for name, value in written["headers"].items()],
    )


def _plain(record: Sample) -> Sequence[Any]:
    headers = [(name, (value or b"").decode()) for name, value in record.headers]
    return record.topic, (record.key or b"").decode(), (record.value or b"").decode(), headers
