"""Which referral of the same person this one follows (R-12)."""

from dataclasses import dataclass
from uuid import UUID

TOLERATED_WITHIN_A_YEAR = 2


@dataclass(frozen=True, kw_only=True)
class Link:
    """The referral that this one follows, and how many there were within a year, this one included."""

    earlier: UUID
    within_a_year: int

    @property
    def is_going_round(self) -> bool:
        """Referred to the programme more than twice within 12 months (rundgång)."""
        return self.within_a_year > TOLERATED_WITHIN_A_YEAR
