"""How many take part without consent and are not yet counted (R-06)? Sums alone: no row is about somebody."""

from datetime import date

from chassis.decisions.work import Work
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Sex

ENOUGH = 5
"""Fewer in one year would be counted close to the day on which they declined."""

MIGRATIONS = (
    Migration(
        "uncounted-1",
        (
            """CREATE TABLE uncounted (
                year INTEGER NOT NULL, sex TEXT NOT NULL, persons INTEGER NOT NULL,
                PRIMARY KEY (year, sex))""",
        ),
    ),
)


def add_uncounted(sex: Sex, year: int, work: Work) -> None:
    work.write(
        "INSERT INTO uncounted VALUES (:year, :sex, 1)"
        " ON CONFLICT (year, sex) DO UPDATE SET persons = uncounted.persons + 1",
        {"year": year, "sex": sex.value},
    )


def take_uncounted(as_of: date, work: Work) -> list[tuple[int, Sex]]:
    """Year and sex of each, in no telling order; none until there are enough, or the year is over."""
    rows = work.rows("SELECT year, sex, persons FROM uncounted ORDER BY year, sex")
    totals = {row["year"]: 0 for row in rows}
    for row in rows:
        totals[row["year"]] += row["persons"]
    ripe = {year for year, persons in totals.items() if persons >= ENOUGH or year < as_of.year}
    for year in ripe:
        work.write("DELETE FROM uncounted WHERE year = :year", {"year": year})
    return [
        (row["year"], Sex(row["sex"])) for row in rows if row["year"] in ripe for _ in range(row["persons"])
    ]
