"""Which consents hold for this referral, or this participant, on this day?"""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.decisions.commands import Records
from chassis.http.fields import View
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.register.table import IN_FORCE, reader
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose

_SHOWN = f"""
SELECT c.consent_id, c.participant_id, c.purpose, c.kind, c.agencies, c.granted_on, c.valid_until
FROM consents c WHERE {IN_FORCE} AND c.agencies LIKE :reader"""  # noqa: S608  # a constant of the register

_FOR_REFERRAL = f"""{_SHOWN}
  AND c.consent_id IN (SELECT consent_id FROM covered_referrals WHERE referral_id = :referral_id)
ORDER BY c.granted_on, c.consent_id"""  # noqa: S608  # as above

_UNDER_ID = f"{_SHOWN} AND c.participant_id = :participant_id"

_KNOWS_ID = "SELECT 1 FROM consents WHERE participant_id = :participant_id AND agencies LIKE :reader LIMIT 1"


class ConsentInForce(View):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "consentId": "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01",
                    "participantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
                    "agencies": ["af", "malmo-ifo"],
                    "purpose": "coordination",
                    "kind": "secrecy_waiver",
                    "grantedOn": "2020-02-17",
                    "validUntil": "2021-02-16",
                }
            ]
        }
    )

    consent_id: UUID
    participant_id: UUID
    agencies: list[Agency]
    purpose: ConsentPurpose
    kind: ConsentKind
    granted_on: date
    valid_until: date

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**row, "agencies": row["agencies"].strip(",").split(",")})


def consents_for_referral(work: Records, agency: Agency, referral_id: UUID, on: date) -> list[Row]:
    """Oldest first; empty when none names the agency."""
    asked = {"on": on.isoformat(), "reader": reader(agency), "referral_id": str(referral_id)}
    return work.rows(_FOR_REFERRAL, asked)


def consents_for_participant(work: Records, agency: Agency, participant_id: UUID, on: date) -> list[Row]:
    """Oldest first, each under the id that it was given for; empty when none names the agency."""
    asked = {"on": on.isoformat(), "reader": reader(agency)}
    ids = _ids_to_follow(work, agency, participant_id)
    found = [row for one in ids for row in work.rows(_UNDER_ID, {**asked, "participant_id": str(one)})]
    return sorted(found, key=lambda row: (row["granted_on"], row["consent_id"]))


def _ids_to_follow(work: Records, agency: Agency, participant_id: UUID) -> list[UUID]:
    """The ids that the agency may know to be one person's.

    A look-up gives the id that stands to any agency in a consent of the participant. An id that gave way is
    followed only for an agency that a consent has given it to: any other could have read it on a topic, and
    would learn who that is.
    """
    named = {"participant_id": str(participant_id), "reader": reader(agency)}
    stands = PARTICIPANTS.standing(participant_id, work) == participant_id
    if stands or work.rows(_KNOWS_ID, named):
        return PARTICIPANTS.linked(participant_id, work)
    return [participant_id]
