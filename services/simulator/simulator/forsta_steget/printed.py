"""The groups as the programme's report prints them: `groups.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samplan.contracts.codes import Agency, ExitClass, SubsidyKind
from simulator.stories.shape import Ending

FILE = Path(__file__).with_name("groups.toml")


@dataclass(frozen=True, kw_only=True)
class Period:
    """Of placement; `started`: how many of the group took part."""

    first: date
    last: date
    started: int


@dataclass(frozen=True, kw_only=True)
class Leaving:
    ending: Ending
    on: date | None
    """None: after the term, if at all."""


@dataclass(frozen=True, kw_only=True)
class PrintedGroup:
    number: int
    agency: Agency
    term: str
    begins_on: date
    participants: int
    attendance: str
    """In per cent, with the decimals that are printed."""
    placements: tuple[Period, ...]
    leavings: tuple[Leaving, ...]
    """One for each participant."""

    @property
    def name(self) -> str:
        return f"{self.agency}-{self.number}"


def printed_groups(file: Path = FILE) -> list[PrintedGroup]:
    return [_group(row) for row in tomllib.loads(file.read_text())["groups"]]


def _group(row: Mapping[str, Any]) -> PrintedGroup:
    placements = tuple(Period(**period) for period in row["placements"])
    leavings = tuple(one for line in row["exits"] for one in _leavings(line))
    plain = {name: row[name] for name in ("number", "term", "begins_on", "participants", "attendance")}
    return PrintedGroup(agency=Agency(row["agency"]), placements=placements, leavings=leavings, **plain)


def _leavings(line: Mapping[str, Any]) -> Iterator[Leaving]:
    kind = SubsidyKind(line["kind"]) if "kind" in line else None
    to = ExitClass(line["to"]) if "to" in line else None
    for _ in range(line["participants"]):
        yield Leaving(ending=Ending(to, kind), on=line.get("on"))
