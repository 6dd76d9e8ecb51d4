"""A programme's rules for the work with employers (P-14)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MatchingRules:
    """The share of its time that a team spends with employers, and how long a CV is shared at most.

    Without a rule there is no target, and no CV is shared.
    """

    employer_time_percent: int | None = None
    cv_share_days: int = 0
