"""docs/metrics.md lists every metric and no other."""

import re
from pathlib import Path

from prometheus_client import Counter, Gauge, Histogram

from samplan.bus.observe import telemetry

PAGE = (Path(__file__).parents[2] / "docs/metrics.md").read_text()
DOCUMENTED = {
    name: (labels, text)
    for name, labels, text in re.findall(r"^\| `(\w+)` \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
}


def exported() -> dict[str, tuple[str, str]]:
    """Each metric of the chassis: its scraped name, its labels and its help text."""
    found: dict[str, tuple[str, str]] = {}
    for metric in vars(telemetry).values():
        if isinstance(metric, Counter | Gauge | Histogram):
            name = metric._name + ("_total" if isinstance(metric, Counter) else "")
            labels = ", ".join(f"`{label}`" for label in metric._labelnames)
            found[name] = (labels or "–", metric._documentation)
    return found


def test_the_page_matches_the_program() -> None:
    assert exported() == DOCUMENTED


def test_every_name_has_the_prefix() -> None:
    assert [name for name in exported() if not name.startswith("samplan_")] == []
