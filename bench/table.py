"""The measured figures as the README shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Line:
    """One measurement; `bare` and `ratio` are empty where there is nothing to stand beside."""

    what: str
    ours: str
    bare: str = ""
    ratio: str = ""


def rates(what: str, ours: Sequence[float], bare: Sequence[float], unit: str = "events/s") -> Line:
    """Medians of rates, and ours as a part of the bare one."""
    one, other = median(ours), median(bare)
    return Line(what, f"{one:,.0f} {unit}", f"{other:,.0f} {unit}", f"{one / other:.2f}")


def durations(what: str, ours: Sequence[float], bare: Sequence[float]) -> Line:
    """Medians of durations in seconds, and how many times the bare one ours takes."""
    one, other = median(ours), median(bare)
    return Line(what, f"{one * 1000:.1f} ms", f"{other * 1000:.1f} ms", f"{one / other:.1f} ×")


def p50_p99(what: str, seconds: Sequence[float]) -> Line:
    cuts = quantiles(seconds, n=100, method="inclusive")
    return Line(what, f"{cuts[49] * 1000:.0f} ms / {cuts[98] * 1000:.0f} ms")


def markdown(lines: Sequence[Line], note: str) -> str:
    rows = [f"| {line.what} | {line.ours} | {line.bare} | {line.ratio} |" for line in lines]
    return "\n".join(["| | here | bare | ratio |", "|---|---:|---:|---:|", *rows, "", note])
