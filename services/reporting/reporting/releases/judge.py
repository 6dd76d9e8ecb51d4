"""Withholds more of a published view until it is proved free of disclosure beside all earlier releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.cubes.census import Key
from reporting.disclosure_control.view import View
from reporting.releases.nesting import key_of
from reporting.releases.tables import release_of
from samplan.disclosure.audit import Limits
from samplan.disclosure.proofs import Proof
from samplan.disclosure.suppress import NothingLeft, suppress
from samplan.disclosure.tables import Place, Release, Table

LIMITS = Limits(seconds=300)


class NotSafe(Exception):
    """Not even with every number withheld could the release be shown free of disclosure."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """`hidden`: every group that is withheld."""

    release: Release
    proof: Proof
    hidden: frozenset[Key]


def judge(view: View, id: str, earlier: Sequence[Release] = (), limits: Limits = LIMITS) -> Judged:
    """A published view, whose groups are withheld for both sexes or for none. Raises NotSafe."""
    try:
        safe, verdict = suppress(release_of(view, id), earlier, unit=_group, limits=limits)
    except NothingLeft:
        raise NotSafe from None
    if verdict.proof is None:
        raise NotSafe
    withheld = {key for table in safe.tables for key in _withheld(table)} & view.census.people.keys()
    return Judged(release=safe, proof=verdict.proof, hidden=view.hidden | withheld)


def _group(_: Table, at: Place) -> object:
    return key_of(at[-1])


def _withheld(table: Table) -> frozenset[Key]:
    """Groups of which no number is printed."""
    return frozenset(map(key_of, table.nodes[-1])) - {key_of(at[-1]) for at in table.printed}
