"""Golden samples: one record of every published event and version, never changed once committed."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parents[1] / "data/samples"


class Sample(NamedTuple):
    """One record as it is stored in its topic."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes | None]]

    def with_header(self, name: str, value: bytes | None) -> "Sample":
        kept = [header for header in self.headers if header[0] != name]
        return self._replace(headers=[*kept, (name, value)])

    def without_header(self, name: str) -> "Sample":
        return self._replace(headers=[header for header in self.headers if header[0] != name])

    def with_data(self, **fields: Any) -> "Sample":
        return self._replace(value=json.dumps(self.data | fields).encode())

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.value or b"null")
        return data


def golden(type_name: str) -> Sample:
    """The sample of one event in one version: `samplan.planning.TrackChosen.v1`."""
    return _read(FOLDER / f"{type_name.removeprefix('samplan.')}.json")


def all_golden() -> dict[str, Sample]:
    """Every sample by its type, versions that are no longer written included."""
    return {f"samplan.{path.stem}": _read(path) for path in sorted(FOLDER.glob("*.json"))}


@cache
def _read(path: Path) -> Sample:
    written = json.loads(path.read_text())
    return Sample(
        topic=written["topic"],
        key=written["key"].encode(),
        value=json.dumps(written["data"]).encode(),
        headers=[(name, value.encode()) for name, value in written["headers"].items()],
    )
