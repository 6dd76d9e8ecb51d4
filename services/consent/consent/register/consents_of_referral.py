"""Which consents of that kind and purpose does a referral already have?"""

from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from consent.register.table import IN_FORCE
from samplan.contracts.codes import ConsentKind, ConsentPurpose

_OF_REFERRAL = f"""
SELECT c.consent_id FROM consents c JOIN covered_referrals r ON r.consent_id = c.consent_id
WHERE {IN_FORCE} AND r.referral_id = :referral_id AND c.purpose = :purpose AND c.kind = :kind
ORDER BY c.granted_on, c.consent_id"""  # noqa: S608  # a constant of the register


def consents_of_referral(
    work: Records, referral_id: UUID, purpose: ConsentPurpose, kind: ConsentKind, on: date
) -> list[UUID]:
    """Those in force that cover the referral, oldest first."""
    rows = work.rows(
        _OF_REFERRAL,
        {
            "on": on.isoformat(),
            "referral_id": str(referral_id),
            "purpose": purpose.value,
            "kind": kind.value,
        },
    )
    return [UUID(row["consent_id"]) for row in rows]
