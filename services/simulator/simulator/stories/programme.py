"""The programmes that are driven: who receives their referrals, and whom each of their consents names."""

from collections.abc import Callable
from dataclasses import dataclass

from samplan.contracts.codes import Agency
from simulator.stories.offices import OFFICES, STATE, office_of


@dataclass(frozen=True, kw_only=True)
class Programme:
    id: str
    named: frozenset[Agency]
    """Every consent names the agencies that the programme requires, and those that enrol participants."""
    office_of: Callable[[Agency], Agency]
    """The agency whose referral service receives a referrer's referrals."""
    guarantee: str
    """The one that its participants are in."""


MALMOKRAFTEN = Programme(
    id="malmokraften", named=frozenset(OFFICES), office_of=office_of, guarantee="job_and_development"
)
INTERNATIONELLA_KVINNOR = Programme(
    id="internationella-kvinnor", named=frozenset(OFFICES), office_of=office_of, guarantee="none"
)
FORSTA_STEGET = Programme(
    id="forsta-steget", named=frozenset({STATE}), office_of=lambda _: STATE, guarantee="none"
)
