"""Verifies a proof without a solver: what is printed, and the proof, are all that it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samplan.disclosure.determined import Exchange, TooMany, exchanges
from samplan.disclosure.findings import faults
from samplan.disclosure.knowledge import Knowledge
from samplan.disclosure.proofs import Follows, Proof, Shown, Tables, agrees, bounds, follows, shows
from samplan.disclosure.small_moves import small_moves
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
    kernel = exchanges(known.equalities, len(known.columns))
    yield from _unshown(known, kernel, proof)
    for one in small_moves(known, kernel, proof.tables):
        yield f"{one.kind}: {one.table} {one.at}"
    yield from _sums(known, kernel, proof)


def _fits(known: Knowledge, table: Sequence[int]) -> bool:
    return len(table) == len(known.columns) and agrees(known.rows, table)


def _unshown(known: Knowledge, kernel: Sequence[Exchange], proof: Proof) -> Iterator[str]:
    asked = list(targets(known))
    if len(asked) != len(proof.shown):
        yield "the proof does not answer everything that is asked"
        return
    for target, how in zip(asked, proof.shown, strict=True):
        if not _is_shown(known, kernel, proof, target, how):
            yield f"not shown: {target.asked} {target.table} {target.at}"


def _is_shown(known: Knowledge, kernel: Sequence[Exchange], proof: Proof, target: Target, how: Shown) -> bool:
    try:
        if isinstance(how, Tables):
            return shows(target, proof.tables[how.least], proof.tables[how.most])
        if isinstance(how, Follows):
            return follows(target, kernel, proof.tables[0])
        return bounds(target, how, known.rows)
    except (IndexError, ValueError, ZeroDivisionError):
        return False


def _sums(known: Knowledge, kernel: Sequence[Exchange], proof: Proof) -> Iterator[str]:
    try:
        for found in small_sums(known, kernel, proof.tables, MOST_STEPS):
            yield f"a sum from 1 to 4: {found.table} {found.at}"
    except TooMany:
        yield "too many sums to look at"
