"""The table of cells, which are the cubes: how many people each cell counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from typing_extensions import override

from reporting.cubes.contribution import Cell
from reporting.rows.table import StoredTable
from samplan.bus.store.transactions import Row, Transaction

_KEY = ", ".join(Cell._fields)


class CubeTable(StoredTable):
    """Its rows are sums: a change of a journey adds to some of them and subtracts from others."""

    @override
    def statements(self, prefix: str, generation: int) -> list[str]:
        """It has no index, so the generation makes no difference."""
        columns = ", ".join(f"{column} TEXT NOT NULL" for column in Cell._fields)
        return [f"CREATE TABLE {prefix}{self.name} ({columns}, people BIGINT NOT NULL, PRIMARY KEY ({_KEY}))"]

    def count(self, tx: Transaction, prefix: str, changes: Counter[Cell]) -> None:
        """Add to the cells. A cell of no people has no row, so that equal views are equal bytes."""
        rows = [cell._asdict() | {"people": people} for cell, people in changes.items() if people]
        if not rows:
            return
        tx.executemany(
            f"INSERT INTO {prefix}{self.name} ({_KEY}, people)"  # noqa: S608  # our own names
            f" VALUES ({', '.join(':' + column for column in Cell._fields)}, :people)"
            f" ON CONFLICT ({_KEY}) DO UPDATE SET people = {prefix}{self.name}.people + excluded.people",
            rows,
        )
        if less := [row for row in rows if row["people"] < 0]:
            same = " AND ".join(f"{column} = :{column}" for column in Cell._fields)
            tx.executemany(f"DELETE FROM {prefix}{self.name} WHERE {same} AND people = 0", less)  # noqa: S608  # as above

    def of_programme(self, tx: Transaction, programme: str, as_of: date) -> list[Row]:
        """The cells of a programme up to a day, the day included; dated where a figure goes by the date."""
        return tx.execute(
            "SELECT measure, sex, agency, code, detail, CAST(SUM(people) AS BIGINT) AS people,"
            " CASE WHEN measure IN ('enrolled', 'exit') THEN period ELSE '' END AS period"
            " FROM cells WHERE programme = :programme AND period <= :as_of"
            " AND measure NOT IN"
            " ('stay', 'support', 'step', 'followed_up', 'watched', 'returned', 'started', 'wait')"
            " GROUP BY measure, sex, agency, code, detail, 7",
            {"programme": programme, "as_of": as_of.isoformat()},
        )

    def entries_and_exits(self, tx: Transaction, programme: str, as_of: date) -> list[Row]:
        """Enrolments by day; exits (`stay`) by day, with the day of the enrolment in the detail."""
        return tx.execute(
            "SELECT measure, sex, code, detail, period, CAST(SUM(people) AS BIGINT) AS people"
            " FROM cells WHERE programme = :programme AND period <= :as_of"
            " AND measure IN ('enrolled', 'stay')"
            " GROUP BY measure, sex, code, detail, period",
            {"programme": programme, "as_of": as_of.isoformat()},
        )

    def dated(self, tx: Transaction, programme: str, as_of: date, measures: Sequence[str]) -> list[Row]:
        """The cells of these measures up to a day, each with its day, in order."""
        if not measures:
            return []
        names = {f"m{n}": measure for n, measure in enumerate(measures)}
        return tx.execute(
            f"SELECT * FROM cells WHERE programme = :programme AND period <= :as_of"  # noqa: S608  # placeholders only
            f" AND measure IN ({', '.join(f':{name}' for name in names)}) ORDER BY {_KEY}",
            {"programme": programme, "as_of": as_of.isoformat(), **names},
        )

    def summed(self, tx: Transaction, programme: str, as_of: date, measures: Sequence[str]) -> list[Row]:
        """The people of these measures up to a day, by sex, code and detail."""
        names = {f"m{n}": measure for n, measure in enumerate(measures)}
        return tx.execute(
            "SELECT measure, sex, code, detail, CAST(SUM(people) AS BIGINT) AS people FROM cells"  # noqa: S608  # placeholders only
            f" WHERE programme = :programme AND period <= :as_of"
            f" AND measure IN ({', '.join(f':{name}' for name in names)})"
            " GROUP BY measure, sex, code, detail ORDER BY measure, sex, code, detail",
            {"programme": programme, "as_of": as_of.isoformat(), **names},
        )

    def by_day(self, tx: Transaction, programme: str, as_of: date, measure: str) -> list[Row]:
        """The people of a measure up to a day, by code, detail and day."""
        return tx.execute(
            "SELECT code, detail, period, CAST(SUM(people) AS BIGINT) AS people FROM cells"
            " WHERE programme = :programme AND period <= :as_of AND measure = :measure"
            " GROUP BY code, detail, period ORDER BY code, detail, period",
            {"programme": programme, "as_of": as_of.isoformat(), "measure": measure},
        )

    def by_age(
        self, tx: Transaction, programme: str, as_of: date, measure: str, ends: Sequence[date]
    ) -> list[Row]:
        """The people of a measure up to a day, by sex, code and how many of the `ends` they had reached.

        The ends are in order: a cell from before the first of them has the highest age.
        """
        names = {f"e{n}": end.isoformat() for n, end in enumerate(ends)}
        ages = " ".join(f"WHEN period <= :e{n} THEN {len(ends) - n}" for n in range(len(ends)))
        return tx.execute(
            f"SELECT sex, code, CASE {ages} ELSE 0 END AS age, CAST(SUM(people) AS BIGINT) AS people"  # noqa: S608  # placeholders only
            " FROM cells WHERE programme = :programme AND period <= :as_of AND measure = :measure"
            " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            {"programme": programme, "as_of": as_of.isoformat(), "measure": measure, **names},
        )


CUBES = CubeTable("cells")
