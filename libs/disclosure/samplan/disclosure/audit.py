"""Is a release safe beside all earlier ones? A release that cannot be shown to be safe is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from samplan.disclosure.determined import TooMany, exchanges
from samplan.disclosure.findings import Finding, Kind, faults
from samplan.disclosure.knowledge import Knowledge
from samplan.disclosure.proofs import Bound, Follows, Proof, Shown, Tables, agrees, bounds, follows, shows
from samplan.disclosure.small_moves import small_moves
from samplan.disclosure.small_sums import small_sums
from samplan.disclosure.solver import Budget, OutOfTime, Solver
from samplan.disclosure.tables import SMALLEST, Release
from samplan.disclosure.targets import Asked, Target, targets

LARGEST_DENOMINATOR = 64  # of a multiplier


@dataclass(frozen=True)
class Limits:
    seconds: float = 60
    most_columns: int = 20_000
    most_steps: int = 200_000  # of the search for sums


@dataclass(frozen=True)
class Verdict:
    """Safe where nothing is found. The proof is there for a safe release alone.

    `tables` agree with what is printed, so also with a release that prints less.
    """

    findings: tuple[Finding, ...]
    proof: Proof | None
    tables: tuple[Sequence[int], ...] = ()

    @property
    def is_safe(self) -> bool:
        return self.proof is not None


def audit(
    release: Release,
    earlier: Sequence[Release] = (),
    limits: Limits | None = None,
    tables: Sequence[Sequence[int]] = (),
) -> Verdict:
    """Judge a release with all earlier ones, the oldest first. `tables`: of a verdict on more of it."""
    releases = (*earlier, release)
    limits = limits or Limits()
    if found := tuple(faults(releases)):
        return Verdict(found, None)
    known = Knowledge(releases)
    try:
        if len(known.columns) <= limits.most_columns:
            return _Audit(known, limits).verdict(tables)
    except (OutOfTime, TooMany):
        pass  # what is not shown to be safe is not
    return Verdict((Finding(kind=Kind.LIMIT, release=release.id),), None)


@dataclass
class _Audit:
    known: Knowledge
    limits: Limits
    tables: list[Sequence[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        budget = Budget(self.limits.seconds)
        self._solver = Solver(len(self.known.columns), self.known.rows, budget)
        self._kernel = exchanges(self.known.equalities, len(self.known.columns))
        self._people: NDArray[np.int64] = np.zeros((0, len(self.known.columns)), dtype=np.int64)

    def verdict(self, tables: Sequence[Sequence[int]]) -> Verdict:
        for table in tables:
            if agrees(self.known.rows, table):
                self._keep(table)
        if not self.tables and self._new({}, 0) is None:
            return Verdict((Finding(kind=Kind.CONTRADICTION, release=self.known.releases[-1].id),), None)
        asked = list(targets(self.known))
        shown = [self._shown(target) for target in asked]
        found = [self._finding(target) for target, how in zip(asked, shown, strict=True) if how is None]
        found += small_moves(self.known, self._kernel, self.tables)
        found += small_sums(self.known, self._kernel, self.tables, self.limits.most_steps)
        proof = None if found else self._proof([how for how in shown if how])
        return Verdict(tuple(found), proof, tuple(self.tables))

    def _proof(self, shown: Sequence[Shown]) -> Proof:
        hashes = tuple(release.hash for release in self.known.releases)
        return Proof(releases=hashes, tables=tuple(map(tuple, self.tables)), shown=tuple(shown))

    def _finding(self, target: Target) -> Finding:
        kind = Kind.OUTCOME if target.asked is Asked.AT_LEAST_ONE else Kind.NARROW
        release = self.known.releases[target.release].id
        return Finding(kind=kind, release=release, table=target.table, at=(target.at,))

    def _shown(self, target: Target) -> Shown | None:
        if follows(target, self._kernel, self.tables[0]):
            return Follows()
        least, most = self._extremes(target)
        if least is not None and most is not None:
            pair = Tables(least=least, most=most)
            if shows(target, self.tables[least], self.tables[most]):
                return pair
        return next((bound for bound in self._bounds(target) if bounds(target, bound, self.known.rows)), None)

    def _extremes(self, target: Target) -> tuple[int | None, int | None]:
        """Tables with no person there, and with enough; ones that are known already, if any are."""
        enough = 1 if target.asked is Asked.AT_LEAST_ONE else SMALLEST
        most = self._known(target, enough, None)
        if most is None:
            most = self._new(target.sum, enough)
        if target.asked is not Asked.NOT_FEW:
            return most, most
        least = self._known(target, 0, 0)
        return (self._new(target.sum, 0, 0) if least is None and most is not None else least), most

    def _known(self, target: Target, low: int, high: int | None) -> int | None:
        numbers = self._people[:, list(target.sum)] @ np.array([*target.sum.values()], dtype=np.int64)
        fits = (numbers >= low) & (numbers <= (numbers if high is None else high))
        return int(fits.argmax()) if fits.any() else None

    def _new(self, asked: Mapping[int, int], low: int, high: int | None = None) -> int | None:
        table = self._solver.table(asked, low, high)
        if table is None or not agrees(self.known.rows, table):
            return None
        self._keep(table)
        return len(self.tables) - 1

    def _keep(self, table: Sequence[int]) -> None:
        self.tables.append(table)
        self._people = np.vstack([self._people, np.array([table], dtype=np.int64)])

    def _bounds(self, target: Target) -> Iterator[Bound]:
        """From below, unless an outcome is asked; then from above."""
        if target.asked is not Asked.AT_LEAST_ONE:
            yield from self._bound(target.sum, 1)
        yield from self._bound(target.of if target.of is not None else target.sum, -1)

    def _bound(self, people: Mapping[int, int], sign: int) -> Iterable[Bound]:
        multipliers = self._solver.multipliers(people, sign)
        if multipliers is None:
            return
        exact = (Fraction(one).limit_denominator(LARGEST_DENOMINATOR) for one in multipliers)
        factors = {number: str(factor) for number, factor in enumerate(exact) if factor}
        yield Bound(is_least=sign == 1, factors=factors)
