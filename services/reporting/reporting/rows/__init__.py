"""Read models of one stream each: row, fold, table and queries."""

from typing import Any

from reporting.rows import (
    activities,
    anonymous_counts,
    consents,
    coverings,
    joinings,
    obstacles,
    pauses,
    plans,
    referrals,
)
from reporting.rows.projection import Projection

PROJECTIONS: tuple[Projection[Any], ...] = (
    referrals.PROJECTION,
    consents.PROJECTION,
    coverings.PROJECTION,
    joinings.PROJECTION,
    plans.PROJECTION,
    activities.PROJECTION,
    pauses.PROJECTION,
    obstacles.PROJECTION,
    anonymous_counts.PROJECTION,
)
