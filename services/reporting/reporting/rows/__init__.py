"""Read models of one stream each: row, fold, table and queries."""

from typing import Any

from reporting.rows import (
    activities,
    anonymous_counts,
    consents,
    coverings,
    employer_contacts,
    joinings,
    obstacles,
    pauses,
    plans,
    referrals,
)
from reporting.rows.groups import attendances, formed, memberships, placements, portfolios, sessions
from reporting.rows.projection import Projection
from reporting.rows.steering import acts, definitions, targets

BESIDE_JOURNEYS: tuple[Projection[Any], ...] = (
    activities.PROJECTION,
    pauses.PROJECTION,
    obstacles.PROJECTION,
    formed.PROJECTION,
    memberships.PROJECTION,
    sessions.PROJECTION,
    attendances.PROJECTION,
    placements.PROJECTION,
    portfolios.PROJECTION,
    employer_contacts.PROJECTION,
    targets.PROJECTION,
    definitions.PROJECTION,
    acts.PROJECTION,
)
"""No journey is made of them: an event changes the rows of its own stream alone."""

PROJECTIONS: tuple[Projection[Any], ...] = (
    referrals.PROJECTION,
    consents.PROJECTION,
    coverings.PROJECTION,
    joinings.PROJECTION,
    plans.PROJECTION,
    *BESIDE_JOURNEYS,
    anonymous_counts.PROJECTION,
)
