"""Which consents are about a referral, and about which participant do they say that it is?

The table came with the first step of the register. Version 0.1.0 noted no participant in it: the inbox reads
the consent topics again after an upgrade.
"""

from uuid import UUID

from chassis.decisions.commands import Records
from samplan.bus.store.migrations import Migration
from samplan.privacy.circle.circles import circle_of

TABLE = """CREATE TABLE covered_referrals (
    referral_id TEXT NOT NULL, consent_id TEXT NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (referral_id, consent_id))"""

MIGRATIONS = (
    Migration(
        "referral-consents-2",
        (
            "ALTER TABLE covered_referrals ADD COLUMN participant_id TEXT",
            "CREATE INDEX covered_by_participant ON covered_referrals (participant_id)",
        ),
    ),
)

_LINK = """
INSERT INTO covered_referrals (referral_id, consent_id, position, participant_id) VALUES (
    :referral_id, :consent_id,
    (SELECT COUNT(*) FROM covered_referrals WHERE referral_id = :referral_id), :participant_id)
ON CONFLICT (referral_id, consent_id) DO UPDATE SET
    participant_id = coalesce(covered_referrals.participant_id, excluded.participant_id)"""


def link_consent(referral_id: UUID, consent_id: UUID, participant_id: UUID, work: Records) -> None:
    """Linking it again changes nothing, also to another participant."""
    work.write(
        _LINK,
        {
            "referral_id": str(referral_id),
            "consent_id": str(consent_id),
            "participant_id": str(participant_id),
        },
    )


def participant_about(referral_id: UUID, work: Records) -> UUID | None:
    """Of the first consent about the referral, unless that one was about the wrong person."""
    rows = work.rows(
        "SELECT consent_id, participant_id FROM covered_referrals"
        " WHERE referral_id = :id AND participant_id IS NOT NULL ORDER BY position",
        {"id": str(referral_id)},
    )
    for row in rows:
        participant_id = UUID(row["participant_id"])
        if not circle_of(participant_id, work).consent(UUID(row["consent_id"])).is_in_error:
            return participant_id
    return None


def consents_about(referral_id: UUID, participant_id: UUID, work: Records) -> frozenset[UUID]:
    """The participant's consents that cover the referral."""
    rows = work.rows(
        "SELECT consent_id FROM covered_referrals WHERE referral_id = :id AND participant_id = :participant",
        {"id": str(referral_id), "participant": str(participant_id)},
    )
    return frozenset(UUID(row["consent_id"]) for row in rows)


def referrals_about(participant_id: UUID, work: Records) -> list[UUID]:
    """The referrals that a consent has said are about the participant."""
    rows = work.rows(
        "SELECT DISTINCT referral_id FROM covered_referrals WHERE participant_id = :id ORDER BY referral_id",
        {"id": str(participant_id)},
    )
    return [UUID(row["referral_id"]) for row in rows]
