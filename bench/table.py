"""The measured figures as the README shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Line:
    """One measurement; `against` and `ratio` are dashes where there is no counterpart."""

    what: str
    figure: str
    against: str = "–"
    ratio: str = "–"

    def __str__(self) -> str:
        compared = "" if self.against == "–" else f" (ratio {self.ratio}; {self.against})"
        return f"{self.what}: {self.figure}{compared}"


def rates(what: str, ours: Sequence[float], against: str, bare: Sequence[float]) -> Line:
    """Median events per second, and the ratio of ours to the bare one."""
    one, other = median(ours), median(bare)
    return Line(what, f"{one:,.0f} events/s", f"{against}: {other:,.0f} events/s", f"{one / other:.2f}")


def durations(what: str, ours: Sequence[float], against: str, bare: Sequence[float]) -> Line:
    """Median seconds, and the ratio of ours to the bare one."""
    one, other = median(ours), median(bare)
    return Line(what, f"{one * 1000:.1f} ms", f"{against}: {other * 1000:.1f} ms", f"{one / other:.1f} times")


def p50_p99(what: str, seconds: Sequence[float]) -> Line:
    cuts = quantiles(seconds, n=100, method="inclusive")
    return Line(f"{what}, p50 / p99", f"{cuts[49] * 1000:.0f} / {cuts[98] * 1000:.0f} ms")


def markdown(lines: Sequence[Line], note: str) -> str:
    rows = [f"| {line.what} | {line.against} | {line.ratio} | {line.figure} |" for line in lines]
    return "\n".join(["| what | against | ratio | figure |", "|---|---|---:|---:|", *rows, "", note])
