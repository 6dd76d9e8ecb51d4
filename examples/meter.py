"""Shows where each fact was first typed, and which facts were typed although a journal knew them.

    python meter.py social-services=case_notes.jsonl care=record.jsonl

Each file holds what the `holds` of a journal prints.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Fact(NamedTuple):
    """What happened, whatever a journal calls it."""

    what: str
    plan: str
    kind: str
    day: str


class Reading(NamedTuple):
    """Where one fact was typed, and which journals have received it instead."""

    typed_in: tuple[str, ...]
    received_in: tuple[str, ...]

    @property
    def is_double_entry(self) -> bool:
        """Typed in two journals, or in one that has also received it."""
        return len(self.typed_in) > 1 or bool({*self.typed_in} & {*self.received_in})


Lines = Iterable[Mapping[str, Any]]


def read(journals: Mapping[str, Lines]) -> dict[Fact, Reading]:
    """The reading of every fact that some journal holds."""
    typed: dict[Fact, list[str]] = {}
    received: dict[Fact, list[str]] = {}
    for journal, lines in journals.items():
        for line in lines:
            (typed if line["typed"] else received).setdefault(_fact_in(line), []).append(journal)
    return {
        fact: Reading(tuple(typed.get(fact, ())), tuple(received.get(fact, ())))
        for fact in dict.fromkeys([*typed, *received])
    }


def double_entries(journals: Mapping[str, Lines]) -> list[Fact]:
    """The facts that were typed a second time."""
    return [fact for fact, one in read(journals).items() if one.is_double_entry]


def report(journals: Mapping[str, Lines]) -> str:
    """A line for each fact: what, where it was first typed, and who received it."""
    rows: list[str] = []
    for fact, one in read(journals).items():
        where = " and ".join(one.typed_in) or "no journal"
        mark = "  DOUBLE ENTRY" if one.is_double_entry else ""
        rows.append(
            f"{fact.day} {fact.what} {fact.kind}: typed in {where}, {len(one.received_in)} received it{mark}"
        )
    return "\n".join(sorted(rows))


def _fact_in(line: Mapping[str, Any]) -> Fact:
    """A card and the event that follows from it are one fact."""
    what = line["type"].split(".")[2].removeprefix("Own")
    return Fact(what, line["plan"], line["kind"], line["day"])


def main(arguments: Sequence[str]) -> None:
    named = dict(one.split("=", 1) for one in arguments)
    journals = {
        name: [json.loads(line) for line in Path(file).read_text().splitlines()]
        for name, file in named.items()
    }
    print(report(journals))
    raise SystemExit(1 if double_entries(journals) else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
