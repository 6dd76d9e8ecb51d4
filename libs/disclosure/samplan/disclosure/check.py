"""Verifies a proof without a solver: what is printed, and the proof, are all that it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samplan.disclosure.determined import TooMany
from samplan.disclosure.findings import faults
from samplan.disclosure.knowledge import Knowledge
from samplan.disclosure.proofs import Proof, Shown, Tables, agrees, bounds, shows
from samplan.disclosure.small_sums import small_sums
from samplan.disclosure.tables import Release
from samplan.disclosure.targets import Target, targets

MOST_STEPS = 200_000


def problems(releases: Sequence[Release], proof: Proof) -> Iterator[str]:
    """Why the proof does not show that the last release is safe beside the others; nothing if it does."""
    if proof.releases != tuple(release.hash for release in releases):
        yield "the proof is of other releases"
        return
    if found := tuple(faults(releases)):
        yield from (f"{one.kind}: {one.table} {one.at}" for one in found)
        return
    known = Knowledge(releases)
    if not proof.tables or not all(_fits(known, table) for table in proof.tables):
        yield "a table of the proof does not agree with what is printed"
        return
    yield from _unshown(known, proof)
    yield from _sums(known, proof)


def _fits(known: Knowledge, table: Sequence[int]) -> bool:
    return len(table) == len(known.columns) and agrees(known.rows, table)


def _unshown(known: Knowledge, proof: Proof) -> Iterator[str]:
    asked = list(targets(known))
    if len(asked) != len(proof.shown):
        yield "the proof does not answer everything that is asked"
        return
    for target, how in zip(asked, proof.shown, strict=True):
        if not _is_shown(known, proof, target, how):
            yield f"not shown: {target.asked} {target.table} {target.at}"


def _is_shown(known: Knowledge, proof: Proof, target: Target, how: Shown) -> bool:
    try:
        if isinstance(how, Tables):
            return shows(target, proof.tables[how.least], proof.tables[how.most])
        return bounds(target, how, known.rows)
    except (IndexError, ValueError, ZeroDivisionError):
        return False


def _sums(known: Knowledge, proof: Proof) -> Iterator[str]:
    try:
        for found in small_sums(known, proof.tables, MOST_STEPS):
            yield f"a sum from 1 to 4: {found.table} {found.at}"
    except TooMany:
        yield "too many sums to look at"
