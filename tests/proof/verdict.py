"""The proof as a table: what was done, what was seen, what was promised, and whether it held."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from tests.proof.asking import WAYS
from tests.proof.phases import Answers
from tests.proof.revoking import ALWAYS_WITHIN_SECONDS, Heard
from tests.proof.sweep import Swept

AT_P99_SECONDS = 10.0


@dataclass(frozen=True)
class Line:
    circumstance: str
    revocations: int
    seen: str
    holds: bool

    def __str__(self) -> str:
        return f"{self.circumstance}: {self.seen}: {'holds' if self.holds else 'FAILS'}"


def of_heard(circumstance: str, heard: Sequence[Heard], *, p99: float) -> list[Line]:
    """A line for each way to ask."""
    return [_of_way(circumstance, way, heard, p99) for way in WAYS]


def of_answers(circumstance: str, people: int, answers: Answers) -> Line:
    knew, all_denied = answers.knew.total(), len(answers.denied) == people * len(answers.ways)
    by_way = ", ".join(f"{way} {count}" for way, count in answers.knew.items())
    seen = f"{knew} answers knew {f'({by_way})' if knew else 'anybody'}"
    return Line(
        circumstance, people, seen if all_denied else f"{seen}; not all were denied", not knew and all_denied
    )


def of_sweep(people: int, swept: Swept) -> list[Line]:
    when = f"within {max(swept.seconds, 1):.0f} s"
    return [
        Line(f"{place}, {when}", people, f"{count} rows name a participant", not count)
        for place, count in swept.found.items()
    ]


def of_leaving(people: int, events: int) -> Line:
    return Line("the keeper continues its own record", people, f"{events} events left", not events)


def markdown(lines: Sequence[Line]) -> str:
    rows = [
        f"| {line.circumstance} | {line.revocations:,} | {line.seen} | {'holds' if line.holds else 'FAILS'} |"
        for line in lines
    ]
    return "\n".join(["| circumstance | revocations | seen | |", "|---|---:|---|---|", *rows])


def _of_way(circumstance: str, way: str, heard: Sequence[Heard], p99: float) -> Line:
    seconds = sorted(one.seconds[way] for one in heard)
    at = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
    denied = sum(way in one.denied for one in heard)
    last_known = f"{at[49]:.1f} / {at[98]:.1f} / {seconds[-1]:.1f} s"
    seen = f"last known after {last_known} (p50 / p99 / max), then denied to {denied}"
    holds = at[98] <= p99 and seconds[-1] <= ALWAYS_WITHIN_SECONDS and denied == len(heard)
    return Line(f"{circumstance}: {way}", len(heard), seen, holds)
