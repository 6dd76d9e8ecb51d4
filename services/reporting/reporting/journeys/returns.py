"""Who was enrolled again after an exit (T-06): under another consent no participant is known again (I4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from reporting.journeys.journey import Journey, Step
from reporting.rows.referrals import Referral

Journeys = Mapping[UUID, Journey | None]


def with_returns(journeys: Journeys, referrals: Mapping[UUID, Referral]) -> dict[UUID, Journey | None]:
    """The journeys, of which those under one consent are together, each with the first enrolment after it."""
    enrolled: dict[UUID | None, list[date]] = defaultdict(list)
    for referral_id, journey in journeys.items():
        if journey and journey.is_enrolled:
            enrolled[referrals[referral_id].consent_id].append(journey.dates[Step.ENROLLED])
    return {
        referral_id: journey and _with_return(journey, enrolled[referrals[referral_id].consent_id])
        for referral_id, journey in journeys.items()
    }


def _with_return(journey: Journey, enrolled: list[date]) -> Journey:
    if not journey.is_enrolled or journey.ending is None or len(enrolled) == 1:
        return journey
    again = min((on for on in enrolled if on > journey.ending.on), default=None)
    return replace(journey, returned_on=again)
