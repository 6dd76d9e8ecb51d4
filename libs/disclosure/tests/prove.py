"""`make prove-releases COUNT=1000`: random sequences of releases, exports and labels, each attacked.

Each sequence follows made-up participants through one to four releases. What is prepared is judged, and what
is not safe is withheld until it is; the attacker reads the files of all releases. The proofs are checked too.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random
from time import monotonic

import msgspec
from libs.disclosure.tests.attacker import MARK, Codes, Published, found
from libs.disclosure.tests.examples import AGENCY, CLASSES, SEX, table

from samplan.disclosure.check import problems
from samplan.disclosure.suppress import NothingLeft, suppress
from samplan.disclosure.tables import ALL, Cell, Dimension, Node, Place, Release, Table, Told

OUTCOMES = Dimension(name="class", root=msgspec.structs.replace(CLASSES.root, tells_outcome=True))
DIMENSIONS = {"exits": (SEX, OUTCOMES), "agencies": (SEX, AGENCY)}
STILL_THERE = "all:rest"


class Sequence(msgspec.Struct):
    """A population that grows, with one outcome for those who have left."""

    chance: Random
    people: list[tuple[str, str, str]]  # sex, agency, class

    def pass_time(self) -> None:
        for number, (sex, agency, left) in enumerate(self.people):
            if left == STILL_THERE and self.chance.random() < self.chance.choice((0.0, 0.1, 0.6)):
                self.people[number] = (sex, agency, self.chance.choice(_CLASSES))
        for _ in range(self.chance.choice((0, 1, 3, 6, 20))):
            self.enrol()

    def enrol(self) -> None:
        sex, agency = self.chance.choice(("woman", "woman", "man")), self.chance.choice(("af", "af", "fk"))
        self.people.append((sex, agency, STILL_THERE))

    def truth(self) -> dict[str, Mapping[Place, int]]:
        return {
            "exits": Counter((sex, left) for sex, _, left in self.people),
            "agencies": Counter((sex, agency) for sex, agency, _ in self.people),
        }


_CLASSES = ("subsidised", "open", "open", "studies", "moved", "moved")


def begun(seed: int) -> Sequence:
    chance = Random(seed)  # noqa: S311  # not for cryptography
    sequence = Sequence(chance, [])
    for _ in range(chance.choice((4, 12, 30, 80, 200))):
        sequence.enrol()
    return sequence


def attack(seed: int) -> list[str]:
    """What the attacker finds in one sequence, and what is wrong with its proofs."""
    sequence = begun(seed)
    released: list[Release] = []
    truths = []
    wrong: list[str] = []
    for number in range(sequence.chance.randint(1, 4)):
        sequence.pass_time()
        truth = sequence.truth()
        try:
            safe, verdict = suppress(prepared(sequence.chance, number, truth), released)
        except NothingLeft:
            continue  # not released
        wrong += problems([*released, safe], verdict.proof) if verdict.proof else ["no proof"]
        released.append(safe)
        truths.append([whole(one, truth[one.name]) for one in safe.tables])
    published = [[read(one) for one in release.tables] for release in released]
    return wrong + found(published, truths)


def prepared(chance: Random, number: int, truth: Mapping[str, Mapping[Place, int]]) -> Release:
    """Some cells have a label that tells how large they are, as a bar does."""
    tables = []
    for name, dimensions in DIMENSIONS.items():
        one = table(*dimensions, people=truth[name], name=name)
        told = [_label(cell) for cell in one.cells if cell.people is not None and chance.random() < 0.1]
        tables.append(msgspec.structs.replace(one, told=tuple(told)))
    return Release(id=f"release {number}", tables=tuple(tables))


def _label(cell: Cell) -> Told:
    tens = (cell.people or 0) // 10 * 10
    return Told(at=cell.at, at_least=tens, at_most=tens + 9)


def whole(one: Table, truth: Mapping[Place, int]) -> dict[Codes, int]:
    return {leaf: truth.get(leaf, 0) for leaf in one.leaves}


def read(one: Table) -> Published:
    """Its export, and what everybody knows of its codes."""
    rows = (";".join((*cell.at, MARK if cell.people is None else str(cell.people))) for cell in one.cells)
    header = ";".join((*(dimension.name for dimension in one.dimensions), "people"))
    return Published(
        file="\n".join((header, *rows)),
        nesting=[_nesting(dimension.root) for dimension in one.dimensions],
        grows=[leaf for leaf in one.leaves if STILL_THERE not in leaf],
        outcomes=[((sex, ALL), (sex, code)) for sex in ("all", "woman", "man") for code in _outcomes(one)],
        labels={told.at: (told.at_least, told.at_most or 0) for told in one.told},
    )


def _nesting(root: Node) -> dict[str, list[str]]:
    nodes = [*root.every(), *(node.rest for node in root.every() if node.parts and not node.is_exhaustive)]
    return {node.code: [leaf.code for leaf in node.leaves()] for node in nodes}


def _outcomes(one: Table) -> Iterator[str]:
    for dimension in one.dimensions:
        if dimension.root.tells_outcome:
            yield from (part.code for part in dimension.root.parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the seed of the first sequence")
    asked = parser.parse_args()
    began, bad = monotonic(), 0
    for seed in range(asked.first, asked.first + asked.count):
        spoils = attack(seed)
        bad += bool(spoils)
        sys.stdout.writelines(f"sequence {seed}: {spoil}\n" for spoil in spoils)
    sys.stdout.write(f"{asked.count} sequences, {bad} with a finding, {monotonic() - began:.0f} s\n")
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
