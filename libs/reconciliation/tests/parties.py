"""Agencies that compare: each has its folder, and an operator who carries messages between them."""

from __future__ import annotations

import shutil
from pathlib import Path

from libs.reconciliation.tests.seeded import FIRST, LAST, MAPPINGS, Seeded
from libs.reconciliation.tests.seeded_files import write

from samplan.reconciliation.agreement import Agreement, Column, Pair, Party
from samplan.reconciliation.extract.register import Register, read_register
from samplan.reconciliation.matching.folder import Comparison, Folder
from samplan.reconciliation.matching.steps import continue_comparison, open_comparison

GROUND = "Socialtjänstlagen 26 kap. 7 §"
PAIRS = (("sus", "scb"), ("sus", "ais"), ("scb", "ais"))


def agreement(people: int, ended: int, anonymous: int) -> Agreement:
    full = (Column.ENDED, Column.OUT_DATE, Column.REASON, Column.TIMES, Column.ANONYMOUS)
    return Agreement(
        id="malmokraften-2021",
        programme="malmokraften",
        first_day=FIRST,
        last_day=LAST,
        legal_ground=GROUND,
        registers={
            "sus": Party("fk", GROUND),
            "scb": Party("malmo-ama", GROUND),
            "ais": Party("af", GROUND),
        },
        pairs=(
            Pair(("sus", "scb"), full, people, ended, anonymous),
            Pair(("sus", "ais"), (Column.ENDED,), people, ended_means="status"),
            Pair(("scb", "ais"), (Column.ENDED,), people, ended_means="status"),
        ),
    )


def extracts(made: Seeded, folder: Path) -> dict[str, Register]:
    files = write(made, folder)
    return {name: read_register(file, MAPPINGS[name], FIRST, LAST) for name, file in files.items()}


def carry(one: Path, other: Path) -> None:
    for source, target in ((one, other), (other, one)):
        for message in (source / "send").glob("*.msg"):
            shutil.copy(message, target / "received")


def compare(one: Register, other: Register, agreed: Agreement, home: Path) -> tuple[Comparison, Comparison]:
    """All steps of a pair; what each of them knows at the end."""
    paths = (home / f"{one.name}-{other.name}", home / f"{other.name}-{one.name}")
    open_comparison(Folder(paths[0]), agreed, one, other.name)
    open_comparison(Folder(paths[1]), agreed, other, one.name)
    for _ in range(3):
        carry(*paths)
        for path in paths:
            continue_comparison(Folder(path))
    return Folder(paths[0]).load(), Folder(paths[1]).load()


def three_way(registers: dict[str, Register], agreed: Agreement, home: Path) -> dict[str, list[Comparison]]:
    known: dict[str, list[Comparison]] = {name: [] for name in registers}
    for one, other in PAIRS:
        for comparison in compare(registers[one], registers[other], agreed, home):
            known[comparison.own].append(comparison)
    return known
