"""Which consents hold for this referral, or this participant, on this day?"""

from datetime import date
from uuid import UUID

from chassis.database import Database, Row
from chassis.work import Work
from consent.queries.register import reader
from contracts.codes import Agency, ConsentKind, ConsentPurpose

_IN_FORCE = "c.ended IS NULL AND c.granted_on <= :on AND :on <= c.valid_until"

_FOR_AGENCY = f"""
SELECT DISTINCT c.consent_id, c.participant_id, c.purpose, c.kind, c.agencies, c.granted_on, c.valid_until
FROM consents c JOIN covered_referrals r ON r.consent_id = c.consent_id
WHERE {_IN_FORCE} AND c.agencies LIKE :reader
  AND (r.referral_id = :referral_id OR c.participant_id = :participant_id)
ORDER BY c.granted_on, c.consent_id"""  # noqa: S608  # both parts are constants of this file

_OF_REFERRAL = f"""
SELECT c.consent_id FROM consents c JOIN covered_referrals r ON r.consent_id = c.consent_id
WHERE {_IN_FORCE} AND r.referral_id = :referral_id AND c.purpose = :purpose AND c.kind = :kind
ORDER BY c.granted_on"""  # noqa: S608  # both parts are constants of this file

_OF_PARTICIPANT = f"""
SELECT c.consent_id FROM consents c
WHERE {_IN_FORCE} AND c.participant_id = :participant_id AND c.purpose = :purpose AND c.agencies LIKE :reader
ORDER BY c.valid_until DESC, c.consent_id"""  # noqa: S608  # both parts are constants of this file


def consents_in_force(
    database: Database, agency: Agency, on: date, *, referral_id: UUID | None, participant_id: UUID | None
) -> list[Row]:
    """Oldest first; empty when none names the agency."""
    return database.query(
        _FOR_AGENCY,
        {
            "on": on.isoformat(),
            "reader": reader(agency),
            "referral_id": str(referral_id),
            "participant_id": str(participant_id),
        },
    )


def consent_of_referral(
    work: Work, referral_id: UUID, purpose: ConsentPurpose, kind: ConsentKind, on: date
) -> UUID | None:
    """The consent of that kind and purpose which already covers the referral."""
    rows = work.rows(
        _OF_REFERRAL,
        {
            "on": on.isoformat(),
            "referral_id": str(referral_id),
            "purpose": purpose.value,
            "kind": kind.value,
        },
    )
    return UUID(rows[0]["consent_id"]) if rows else None


def consent_that_opens(
    work: Work, participant_id: UUID, agency: Agency, purpose: ConsentPurpose, on: date
) -> UUID | None:
    """The consent under which the agency may learn the participant's id for that purpose."""
    rows = work.rows(
        _OF_PARTICIPANT,
        {
            "on": on.isoformat(),
            "participant_id": str(participant_id),
            "reader": reader(agency),
            "purpose": purpose.value,
        },
    )
    return UUID(rows[0]["consent_id"]) if rows else None
