"""Which consents speak of a referral? Their table came with the first step of the register."""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.consents.known_consent import KnownConsent

TABLE = """CREATE TABLE covered_referrals (
    referral_id TEXT NOT NULL, consent_id TEXT NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (referral_id, consent_id))"""

_COVER = """
INSERT INTO covered_referrals VALUES (
    :referral_id, :consent_id,
    (SELECT COUNT(*) FROM covered_referrals WHERE referral_id = :referral_id))
ON CONFLICT (referral_id, consent_id) DO NOTHING"""


def consents_about(referral_id: UUID, work: Records) -> list[UUID]:
    """The consents that are known of for a referral, the first one first."""
    rows = work.rows(
        "SELECT consent_id FROM covered_referrals WHERE referral_id = :id ORDER BY position",
        {"id": str(referral_id)},
    )
    return [UUID(row["consent_id"]) for row in rows]


def _fold(consent: KnownConsent, facts: Sequence[KnownConsent.CoverageNoted], tables: Records) -> None:
    for fact in facts:
        tables.write(_COVER, {"referral_id": str(fact.referral_id), "consent_id": str(consent.id)})


COVERED_REFERRALS = Projection(of=KnownConsent, facts=(KnownConsent.CoverageNoted,), fold=_fold)
