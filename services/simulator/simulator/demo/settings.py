"""The settings of the demo's services as files, for `samplan doctor`."""

from collections.abc import Mapping
from pathlib import Path

from simulator.driving.parts import Part


def write_settings(folder: Path, environments: Mapping[Part, Mapping[str, str]]) -> None:
    """Write `<agency>-<service>.env` for each part, for its owner only: a store's URL may hold a password."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for part, environment in environments.items():
        file = folder / f"{part.agency}-{part.service}.env"
        file.touch(mode=0o600)
        file.write_text("".join(f"{name}={value}\n" for name, value in environment.items()))
