"""Areas of countries as dated lists: the same country may join one day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samplan.contracts.codes import Outcome


@dataclass(frozen=True)
class Area:
    """`members` from each date on, oldest first; `dissolved` states and what came after them."""

    members: Sequence[tuple[date, frozenset[str]]]
    dissolved: Mapping[str, tuple[str, ...]]
    assigned: frozenset[str]

    def holds(self, country: str, on: date) -> Outcome:
        """Whether the country lies in the area that day.

        Unknown for a code that no country has (XX: stateless, or not known), before the first list,
        and for a dissolved state whose successors lie on both sides.
        """
        listed = [countries for since, countries in self.members if since <= on]
        successors = set(self.dissolved.get(country, (country,)))
        if not listed or not successors <= self.assigned:
            return Outcome.UNKNOWN
        inside = successors & listed[-1]
        if not inside:
            return Outcome.NOT_MET
        return Outcome.MET if inside == successors else Outcome.UNKNOWN
