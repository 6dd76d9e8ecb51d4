"""The instances of a landscape: a folder with a file of settings for each, `<agency>-<service>.env`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chassis.settings.environment import Settings
from provision.files import BadFile

ADDRESS, PROCESSES = "DOCTOR_URL", "DOCTOR_METRICS"
"""Lines for the doctor alone, where an instance is elsewhere than on this machine's PORT and METRICS_PORT."""


@dataclass(frozen=True)
class Instance:
    """One service as one agency runs it, and its environment."""

    agency: str
    service: str
    environment: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.agency}.{self.service}"

    @property
    def address(self) -> str:
        return self.environment.get(ADDRESS) or f"http://127.0.0.1:{self.environment.get('PORT', '8000')}"

    @property
    def processes(self) -> Sequence[str]:
        """The address of each process's metrics."""
        given = self.environment.get(PROCESSES, "").split()
        port = self.environment.get("METRICS_PORT")
        return given or ([f"http://127.0.0.1:{port}"] if port else [])

    def settings(self) -> Settings:
        """What every service has. Raises pydantic's ValidationError, which the service reports itself."""
        lower = {name.lower(): value for name, value in self.environment.items()}
        return Settings.model_validate({name: lower[name] for name in Settings.model_fields if name in lower})


def read_instances(folder: Path) -> list[Instance]:
    """Raises BadFile."""
    found = [_instance(file) for file in sorted(folder.glob("*.env"))]
    if not found:
        raise BadFile(f"{folder}: holds no <agency>-<service>.env")
    return found


def _instance(file: Path) -> Instance:
    agency, _, service = file.stem.rpartition("-")
    if not agency:
        raise BadFile(f"{file}: is not named <agency>-<service>.env")
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    for number, (name, equals, _) in enumerate(pairs, start=1):
        if not equals or not name.replace("_", "").isalnum():
            raise BadFile(f"{file}: setting {number} is not NAME=value")
    return Instance(agency, service, {"AGENCY": agency, **{name: value for name, _, value in pairs}})
