"""HiGHS: whole tables that agree with everything known, and bounds with their multipliers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

import highspy
import numpy as np
from highspy import HighsModelStatus, HighsVarType
from typing_extensions import override

from samplan.disclosure.knowledge import Row

_INFINITY = highspy.kHighsInf


class OutOfTime(Exception):
    """The question is not answered: the release is not shown to be safe."""


@dataclass
class Budget:
    """Seconds for all questions together."""

    seconds: float

    def __post_init__(self) -> None:
        self._ends = monotonic() + self.seconds

    def left(self) -> float:
        """Raises OutOfTime for none."""
        if (left := self._ends - monotonic()) <= 0:
            raise OutOfTime
        return left


class _Quiet(highspy.Highs):
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # untyped in the library

    @override
    def enableCallbacks(self) -> None:
        """The library prints its name here, before a caller can switch output off."""
        self.setOptionValue("output_flag", False)  # noqa: FBT003  # the library's signature
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # untyped in the library


class Solver:
    """One model of all rows, and a last row for what is asked."""

    def __init__(self, columns: int, rows: Sequence[Row], budget: Budget) -> None:
        self._budget = budget
        self._columns = columns
        self._rows = len(rows)
        self._highs = _Quiet()
        self._highs.setOptionValue("threads", 1)
        for _ in range(columns):
            self._highs.addVar(0, _INFINITY)
        for row in rows:
            self._add(row)
        self._asked = False

    def table(self, asked: Mapping[int, int], low: int, high: int | None = None) -> list[int] | None:
        """People by column, with the sum within its bounds; None where there is no such table."""
        self._ask(asked, Row(asked, low, high), HighsVarType.kInteger)
        if self._run() == HighsModelStatus.kInfeasible:
            return None
        return [round(people) for people in self._highs.getSolution().col_value]

    def multipliers(self, asked: Mapping[int, int], sign: int) -> list[float] | None:
        """Factors of the rows in a lower bound of the sum (1) or of the negative sum (-1); None: no bound."""
        self._ask(asked, Row(asked, None, None), HighsVarType.kContinuous)
        for column in asked:
            self._highs.changeColCost(column, sign * asked[column])
        is_bounded = self._run() == HighsModelStatus.kOptimal
        duals = list(self._highs.getSolution().row_dual[: self._rows])
        for column in asked:
            self._highs.changeColCost(column, 0)  # forgets the solution
        return duals if is_bounded else None

    def _ask(self, asked: Mapping[int, int], row: Row, kind: HighsVarType) -> None:
        if self._asked:
            self._highs.deleteRows(1, np.array([self._rows], dtype=np.int32))
        self._add(row)
        self._asked = True
        columns = np.arange(self._columns, dtype=np.int32)
        self._highs.changeColsIntegrality(self._columns, columns, np.full(self._columns, kind))

    def _add(self, row: Row) -> None:
        low = -_INFINITY if row.low is None else row.low
        high = _INFINITY if row.high is None else row.high
        columns = np.array(list(row.sum), dtype=np.int32)
        factors = np.array(list(row.sum.values()), dtype=np.float64)
        self._highs.addRow(low, high, len(columns), columns, factors)

    def _run(self) -> HighsModelStatus:
        """Raises OutOfTime."""
        self._highs.clearSolver()
        self._highs.setOptionValue("time_limit", self._budget.left())
        self._highs.run()
        status = self._highs.getModelStatus()
        decided = (HighsModelStatus.kOptimal, HighsModelStatus.kInfeasible, HighsModelStatus.kUnbounded)
        if status in decided or status == HighsModelStatus.kUnboundedOrInfeasible:
            return status
        raise OutOfTime
