"""Which consents hold for this referral, or this participant, on this day?"""

from datetime import date
from uuid import UUID

from chassis.decisions.work import Work
from consent.queries.register import reader
from consent.queries.replaced_participants import linked_persons, standing_participant
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose

_IN_FORCE = "c.ended IS NULL AND c.granted_on <= :on AND :on <= c.valid_until"

_SHOWN = f"""
SELECT c.consent_id, c.participant_id, c.purpose, c.kind, c.agencies, c.granted_on, c.valid_until
FROM consents c WHERE {_IN_FORCE} AND c.agencies LIKE :reader"""  # noqa: S608  # a constant of this file

_FOR_REFERRAL = f"""{_SHOWN}
  AND c.consent_id IN (SELECT consent_id FROM covered_referrals WHERE referral_id = :referral_id)
ORDER BY c.granted_on, c.consent_id"""  # noqa: S608  # as above

_UNDER_ID = f"{_SHOWN} AND c.participant_id = :participant_id"

_WAS_TOLD = "SELECT 1 FROM consents WHERE participant_id = :participant_id AND agencies LIKE :reader LIMIT 1"

_OF_REFERRAL = f"""
SELECT c.consent_id FROM consents c JOIN covered_referrals r ON r.consent_id = c.consent_id
WHERE {_IN_FORCE} AND r.referral_id = :referral_id AND c.purpose = :purpose AND c.kind = :kind
ORDER BY c.granted_on"""  # noqa: S608  # both parts are constants of this file

_OF_PARTICIPANT = f"""
SELECT c.consent_id FROM consents c
WHERE {_IN_FORCE} AND c.participant_id = :participant_id AND c.purpose = :purpose AND c.agencies LIKE :reader
ORDER BY c.valid_until DESC, c.consent_id"""  # noqa: S608  # both parts are constants of this file


def consents_for_referral(work: Work, agency: Agency, referral_id: UUID, on: date) -> list[Row]:
    """Oldest first; empty when none names the agency."""
    asked = {"on": on.isoformat(), "reader": reader(agency), "referral_id": str(referral_id)}
    return work.rows(_FOR_REFERRAL, asked)


def consents_for_participant(work: Work, agency: Agency, participant_id: UUID, on: date) -> list[Row]:
    """Oldest first, each under the id that it was given for; empty when none names the agency."""
    asked = {"on": on.isoformat(), "reader": reader(agency)}
    ids = _ids_to_follow(work, agency, participant_id)
    found = [row for one in ids for row in work.rows(_UNDER_ID, {**asked, "participant_id": str(one)})]
    return sorted(found, key=lambda row: (row["granted_on"], row["consent_id"]))


def _ids_to_follow(work: Work, agency: Agency, participant_id: UUID) -> list[UUID]:
    """The ids of hers that the agency may know to be one person's.

    A look-up gives the id that stands to whoever is in any consent of hers. An id that gave way has to have
    been told to the agency by a consent: else it could have read it on a topic, and would learn who that is.
    """
    named = {"participant_id": str(participant_id), "reader": reader(agency)}
    stands = standing_participant(participant_id, work) == participant_id
    return linked_persons(participant_id, work) if stands or work.rows(_WAS_TOLD, named) else [participant_id]


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
