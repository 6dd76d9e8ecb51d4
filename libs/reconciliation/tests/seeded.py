"""Made-up registers with planted errors of every reason class, and the truth beside them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from samplan.reconciliation.__main__ import EXAMPLES
from samplan.reconciliation.differences.reasons import Reason
from samplan.reconciliation.extract.mapping import read_mapping

FIRST, LAST = date(2018, 3, 1), date(2021, 12, 31)
WRONG, RETAINED = "Felregistrering", "Studier med bibehållet aktivitetsstöd"
SPECIFIC = ("work", "studies", "moved", "illness")
MAPPINGS = {name: read_mapping(Path(str(EXAMPLES / f"{name}.toml"))) for name in ("sus", "scb", "ais")}
SUS, SCB, AIS = MAPPINGS.values()
TEXTS = {code: text for text, code in SUS.reasons.items()}


@dataclass(frozen=True)
class Row:
    number: str
    first: date
    last: date | None
    reason: str = ""
    extra: str = ""
    """The intervention in SUS, the day of sending in SCB, the status in AIS."""


Truth = set[tuple[Reason, str]]


@dataclass
class Seeded:
    rows: dict[str, list[Row]] = field(default_factory=lambda: {"sus": [], "scb": [], "ais": []})
    truth: dict[str, Truth] = field(default_factory=lambda: {"sus": set(), "scb": set(), "ais": set()})
    protected: set[str] = field(default_factory=set)

    def plant(self, register: str, reason: Reason, number: str) -> None:
        self.truth[register].add((reason, number))


def number_of(index: int) -> str:
    """A valid made-up number. Each index has another one."""
    born = date(1955, 1, 1) + timedelta(index * 4 % 16_000)
    nine = f"{born:%y%m%d}{980 + index * 4 // 16_000:03}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    return f"{born:%Y}"[:2] + nine + str(-sum(one // 10 + one % 10 for one in doubled) % 10)


def true_row(index: int) -> Row:
    """Ended for two of three, in the first half of a month, so that its end is more than a week away."""
    first = date(2019, 3, 1) + timedelta(index * 7 % 600)
    left = date(2021, 1 + index % 12, 2 + index % 13)
    return Row(
        number_of(index), first, None if index % 3 == 0 else left, SPECIFIC[index % 4] if index % 3 else ""
    )


def at_month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


Plant = Callable[[Seeded, Row], dict[str, list[Row]]]


def everywhere(row: Row) -> dict[str, list[Row]]:
    return {"sus": [row], "scb": [row], "ais": [row]}


def missing_in(register: str) -> Plant:
    def plant(seeded: Seeded, row: Row) -> dict[str, list[Row]]:
        seeded.plant(register, Reason.IN_REGISTRATION_MISSING, row.number)
        return {**everywhere(row), register: []}

    return plant


def changed_in(register: str, reason: Reason, change: Callable[[Row], Row]) -> Plant:
    def plant(seeded: Seeded, row: Row) -> dict[str, list[Row]]:
        seeded.plant(register, reason, row.number)
        return {**everywhere(row), register: [change(row)]}

    return plant


def still_open(row: Row) -> Row:
    return replace(row, last=None, reason="")


def some_days_late(row: Row) -> Row:
    assert row.last
    return replace(row, last=row.last + timedelta(1 + row.last.day % 7))


def at_the_end_of_the_month(row: Row) -> Row:
    assert row.last
    return replace(row, last=at_month_end(row.last))


def ended_there_alone(seeded: Seeded, row: Row) -> dict[str, list[Row]]:
    seeded.plant("ais", Reason.STATUS_ENDED_ON_ONE_SIDE, row.number)
    return {**everywhere(still_open(row)), "ais": [row]}


def twice(seeded: Seeded, row: Row) -> dict[str, list[Row]]:
    seeded.plant("sus", Reason.COUNTED_PER_PARTICIPATION, row.number)
    return {**everywhere(row), "sus": [row, replace(row, extra="Arbetsträning")]}


def wrong(seeded: Seeded, row: Row) -> dict[str, list[Row]]:
    seeded.plant("sus", Reason.WRONG_REGISTRATION_COUNTED, row.number)
    return {"sus": [replace(row, reason=WRONG)], "scb": [], "ais": []}


def anonymous_in(register: str, other: str) -> Plant:
    """All begin before anybody else, so that the missing ones are not taken for them."""

    def plant(seeded: Seeded, row: Row) -> dict[str, list[Row]]:
        row = replace(row, first=date(2018, 6, 1))
        seeded.plant(other, Reason.ANONYMOUS_ON_ONE_SIDE, row.number)
        hidden = "" if register == "sus" else f"{row.number[:8]}-ABCD"
        return {**everywhere(row), register: [replace(row, number=hidden)]}

    return plant


def protected(seeded: Seeded, row: Row) -> dict[str, list[Row]]:
    seeded.protected.add(row.number)
    return {"sus": [], "scb": [], "ais": [row]}


def not_sent_again(seeded: Seeded, row: Row) -> dict[str, list[Row]]:
    seeded.plant("scb", Reason.LATER_MONTHS_NOT_SENT, row.number)
    return {**everywhere(row), "scb": [replace(still_open(row), extra="stale")]}


def retained(seeded: Seeded, row: Row) -> dict[str, list[Row]]:
    seeded.plant("ais", Reason.DEFINITION_VERSION, row.number)
    studies = replace(row, reason="studies")
    return {**everywhere(studies), "ais": [replace(still_open(row), extra=RETAINED)]}


def corrected(_: Seeded, row: Row) -> dict[str, list[Row]]:
    """No error: the out-date was typed again, and the later row counts."""
    assert row.last
    return {**everywhere(row), "sus": [replace(row, last=row.last + timedelta(40)), row]}


LATE, MONTH_END = Reason.OUT_DATE_LATE_WITHIN_WINDOW, Reason.OUT_DATE_AT_MONTH_END
BLANK, OTHER = Reason.EXIT_REASON_BLANK, Reason.EXIT_REASON_OTHER
PLANTS: list[Plant] = [
    *(missing_in(register) for register in ("sus", "scb", "ais")),
    *(
        changed_in(register, reason, change)
        for register in ("sus", "scb")
        for reason, change in (
            (Reason.OUT_REGISTRATION_MISSING, still_open),
            (LATE, some_days_late),
            (MONTH_END, at_the_end_of_the_month),
            (BLANK, lambda row: replace(row, reason="")),
            (OTHER, lambda row: replace(row, reason="other")),
        )
    ),
    changed_in("ais", Reason.STATUS_ENDED_ON_ONE_SIDE, still_open),
    ended_there_alone,
    twice,
    wrong,
    anonymous_in("sus", "scb"),
    anonymous_in("scb", "sus"),
    protected,
    not_sent_again,
    retained,
    corrected,
]


def seeded(people: int, of_each: int) -> Seeded:
    """Registers of so many people, with so many planted errors of each kind in the ended ones."""
    made = Seeded()
    plants = iter([plant for plant in PLANTS for _ in range(of_each)])
    for index in range(people):
        row = true_row(index)
        plant = next(plants, None) if row.last else None
        rows = plant(made, row) if plant else everywhere(row)
        for register, of in rows.items():
            made.rows[register] += of
    assert next(plants, None) is None, "more people are needed"
    return made
