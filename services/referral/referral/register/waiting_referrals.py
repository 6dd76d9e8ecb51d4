"""Whose turn is it? Income support first, then longest waiting (R-04)."""

from chassis.decisions.listing import Listing
from referral.register.case_view import COLUMNS
from referral.register.table import SHOWN

WAITING = Listing(
    f"""
SELECT {COLUMNS}, CASE WHEN has_income_support = 1 THEN '1' ELSE '2' END AS turn FROM cases
WHERE {SHOWN} AND step IN ('submitted', 'assessed') AND (outcome IS NULL OR outcome <> 'not_met')""",  # noqa: S608  # a constant of our own
    keys=("turn", "referred_on", "referral_id"),
)
"""Referrals that wait for a meeting, in the order in which they are called."""
