"""The register of consents: one row each, written in the work that changed it."""

from uuid import UUID

from chassis.decisions.work import Work
from consent.domain.consent import Consent
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "consent-1",
        (
            """CREATE TABLE consents (
                consent_id TEXT PRIMARY KEY, participant_id TEXT NOT NULL, purpose TEXT NOT NULL,
                kind TEXT NOT NULL, agencies TEXT NOT NULL, granted_on TEXT NOT NULL,
                valid_until TEXT NOT NULL, ended TEXT, ended_on TEXT)""",
            "CREATE INDEX consents_by_participant ON consents (participant_id)",
            "CREATE INDEX consents_by_last_day ON consents (valid_until) WHERE ended IS NULL",
            """CREATE TABLE covered_referrals (
                referral_id TEXT NOT NULL, consent_id TEXT NOT NULL,
                PRIMARY KEY (referral_id, consent_id))""",
            """CREATE TABLE identities (
                personnummer_index TEXT PRIMARY KEY, participant_id TEXT NOT NULL UNIQUE)""",
        ),
    ),
)

_ENTER = """
INSERT INTO consents VALUES (
    :consent_id, :participant_id, :purpose, :kind, :agencies, :granted_on, :valid_until, :ended, :ended_on)
ON CONFLICT (consent_id) DO UPDATE SET ended = excluded.ended, ended_on = excluded.ended_on"""

_COVER = "INSERT INTO covered_referrals VALUES (:referral_id, :consent_id) ON CONFLICT DO NOTHING"
_LEAVE_OUT = "DELETE FROM covered_referrals WHERE referral_id = :referral_id AND consent_id = :consent_id"


def enter(consent: Consent, work: Work) -> Consent:
    """Keep the consent's rows as the consent is."""
    work.write(
        _ENTER,
        {
            "consent_id": str(consent.id),
            "participant_id": str(consent.participant_id),
            "purpose": consent.purpose.value,
            "kind": consent.kind.value,
            "agencies": f",{','.join(consent.agencies)},",
            "granted_on": consent.granted_on.isoformat(),
            "valid_until": consent.valid_until.isoformat(),
            "ended": consent.ended and consent.ended.value,
            "ended_on": consent.ended_on and consent.ended_on.isoformat(),
        },
    )
    for referral_id in consent.referral_ids:
        work.write(_COVER, {"referral_id": str(referral_id), "consent_id": str(consent.id)})
    return consent


def leave_out(consent: Consent, referral_id: UUID, work: Work) -> None:
    """The consent no longer covers the referral."""
    work.write(_LEAVE_OUT, {"referral_id": str(referral_id), "consent_id": str(consent.id)})


def consents_that_cover(referral_id: UUID, work: Work) -> list[UUID]:
    """Of any kind, in force or ended."""
    rows = work.rows(
        "SELECT consent_id FROM covered_referrals WHERE referral_id = :referral_id ORDER BY consent_id",
        {"referral_id": str(referral_id)},
    )
    return [UUID(row["consent_id"]) for row in rows]


def require_caught_up(consent_id: UUID, work: Work) -> None:
    """Raises StillCatchingUp while a parked record may take a referral from the consent (I24)."""
    rows = work.rows(
        "SELECT referral_id FROM covered_referrals WHERE consent_id = :id", {"id": str(consent_id)}
    )
    work.require_caught_up(*(UUID(row["referral_id"]) for row in rows))


def is_open_to(consent_id: UUID, agency: Agency, work: Work) -> bool:
    """Whether the agency may know of the consent: whoever it names may, also once it has ended."""
    found = work.rows(
        "SELECT consent_id FROM consents WHERE consent_id = :consent_id AND agencies LIKE :reader",
        {"consent_id": str(consent_id), "reader": reader(agency)},
    )
    return bool(found)


def reader(agency: Agency) -> str:
    """What `agencies` is matched against for an agency."""
    return f"%,{agency.value},%"
