"""What was seen of a landscape, before it is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Metrics = Mapping[tuple[str, str], float]
"""The metrics of one process by name and the label `reason`, summed over all other labels."""
PublicKeys = frozenset[str]
"""The ids of public keys."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What an instance answers over HTTP. `missing`: the parts that do not work."""

    missing: Sequence[str] = ()
    seconds_apart: float = 0
    version: str = ""
    signs_with: PublicKeys = frozenset()


@dataclass(frozen=True, kw_only=True)
class Held:
    """What an instance's settings and files hold."""

    complaints: Sequence[str] = ()
    """Of its own check of the settings: a line for each, which names the setting."""
    readable_secrets: Sequence[str] = ()
    """The settings that name a file which everybody may read or write."""
    days_since_rotation: int = 0
    told: Mapping[str, PublicKeys] = field(default_factory=dict)
    """The keys of other services that it was given, by `<agency>.<service>`."""
    issuer_keys: PublicKeys = frozenset()
    full_disks: Sequence[str] = ()
    store_seconds_apart: float = 0
    moves_its_clock: bool = True
    replays: bool = False
    """Its business date is that of a file, which moves fast."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One service as one agency runs it."""

    agency: str
    service: str
    answers: Answers | None
    held: Held = Held()
    processes: Mapping[str, Metrics | None] = field(default_factory=dict)
    """The metrics of each process by its address; None where it does not show any."""

    @property
    def name(self) -> str:
        """As its principal on Kafka: `af.planning`."""
        return f"{self.agency}.{self.service}"

    def day_of(self, metric: str) -> date | None:
        """The latest day that a process states as days since 1970-01-01; None if none does."""
        values = [(process or {}).get((metric, ""), 0) for process in self.processes.values()]
        latest = max(values, default=0)
        return date.fromordinal(date(1970, 1, 1).toordinal() + int(latest)) if latest else None
