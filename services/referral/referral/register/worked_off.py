"""The lists that an agency works off. `lists.whose.Whose` has the parameters."""

from chassis.decisions.listing import Listing
from referral.case.step import CLOSED
from referral.register.case_view import COLUMNS
from referral.register.table import SHOWN

_ENDED = ", ".join(f"'{step.value}'" for step in sorted(CLOSED))

OWN = Listing(
    f"SELECT {COLUMNS} FROM cases WHERE {SHOWN}",  # noqa: S608  # constants of our own
    keys=("referred_on", "referral_id"),
    descending=True,
)
"""All referrals, the newest first."""

WAITING = Listing(
    f"""
SELECT {COLUMNS}, CASE WHEN has_income_support = 1 THEN '1' ELSE '2' END AS turn FROM cases
WHERE {SHOWN} AND step IN ('submitted', 'assessed') AND (outcome IS NULL OR outcome <> 'not_met')""",  # noqa: S608  # constants of our own
    keys=("turn", "referred_on", "referral_id"),
)
"""Those that wait for a meeting, in the order in which they are called: income support first (R-04)."""

AHEAD = Listing(
    f"SELECT {COLUMNS} FROM cases WHERE {SHOWN} AND step = 'meeting_booked'",  # noqa: S608  # constants of our own
    keys=("meeting_on", "referral_id"),
)
"""Those whose meeting is booked, the next one first."""

STALE = Listing(
    f"""
SELECT {COLUMNS} FROM cases
WHERE {SHOWN} AND step NOT IN ({_ENDED}) AND last_step_on <= :since""",  # noqa: S608  # constants of our own
    keys=("last_step_on", "referral_id"),
)
"""Those without a step since that day, the longest first (R-09)."""
