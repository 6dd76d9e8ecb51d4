"""Which plans may have ended their sharing in a record that is parked (I24)?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Records
from planning.opening.enrolments import plan_of
from samplan.privacy.circle.circles import participant_of, parties_of


def closed_plans(work: Records) -> frozenset[UUID]:
    """Raises StillCatchingUp when all subjects are closed."""
    return frozenset(plan_id for subject in work.closed_subjects() for plan_id in _plans_of(subject, work))


def _plans_of(subject: UUID, work: Records) -> set[UUID]:
    """By the referral, the participant, a consent or a party to a programme that the subject is."""
    led_to = plan_of(subject, work)
    participant_id = participant_of(subject, work) or subject
    rows = work.rows(
        "SELECT plan_id, programme FROM plans WHERE participant_id = :id", {"id": str(participant_id)}
    )
    rows += _plans_of_a_party(subject, work)
    return {*(UUID(row["plan_id"]) for row in rows), *([led_to] if led_to else ())}


def _plans_of_a_party(party_id: UUID, work: Records) -> list[Mapping[str, Any]]:
    programmes = {row["programme"] for row in work.rows("SELECT DISTINCT programme FROM plans")}
    theirs = {one for one in programmes if party_id in parties_of(one)}
    return [
        row
        for programme in sorted(theirs)
        for row in work.rows("SELECT plan_id, programme FROM plans WHERE programme = :of", {"of": programme})
    ]
