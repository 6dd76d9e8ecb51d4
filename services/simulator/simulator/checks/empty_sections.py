"""Which sections of a driven demo's dashboards are empty? Each programme is asked for what it has."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from samplan.contracts.codes import Agency
from simulator.checks.asking import asking
from simulator.driving.parts import REPORTING
from simulator.stories.programme import FORSTA_STEGET, INTERNATIONELLA_KVINNOR, MALMOKRAFTEN, Programme

Figures = Mapping[str, tuple[str, ...]]
"""By path: the members of the answer of which each counts a person, or something."""

OF_EVERYBODY: Figures = {
    "funnel": ("steps",),
    "exits": ("classes",),
    "days-to-plan": ("bins",),
    "income-change": ("changes",),
    "stay-length": ("bins",),
    "after-exit": ("statuses", "steps"),
    "indicators": ("indicators",),
    "obstacles": ("all",),
}
OF_GROUPS: Figures = {
    "group-results": ("rows",),
    "goal-matrix": ("rows",),
    "attendance": ("rows",),
    "placements": ("rows",),
}
SECTIONS: Mapping[Programme, Figures] = {
    MALMOKRAFTEN: {**OF_EVERYBODY, "re-entry": ("left",), "employer-time": ("agencies",)},
    FORSTA_STEGET: {**OF_EVERYBODY, **OF_GROUPS},
    INTERNATIONELLA_KVINNOR: OF_EVERYBODY,
}
COUNTS = frozenset({"numerator", "total", "open", "resolved", "contacts"})
"""Members that count. A target, a month or whom a share is of fills no section."""


def empty_sections(token_of: Callable[[Agency], str]) -> list[str]:
    """One line for each part of a section. Raises ViewUnavailable."""
    with asking(REPORTING.url, token_of(REPORTING.agency)) as asked:
        return [
            f"  {programme.id}, {path}: {member} is empty"
            for programme, figures in SECTIONS.items()
            for path, members in figures.items()
            for member in _empty(asked(f"/v1/internal/programmes/{programme.id}/{path}"), members)
        ]


def _empty(answer: Mapping[str, Any], members: Iterable[str]) -> list[str]:
    return [one for one in members if not is_filled(answer[one])]


def is_filled(shown: Any) -> bool:
    """Whether anything is counted in it."""
    match shown:
        case Mapping():
            return any(
                value > 0 if name in COUNTS and isinstance(value, int) else is_filled(value)
                for name, value in shown.items()
            )
        case list():
            return any(is_filled(one) for one in shown)
        case _:
            return False
