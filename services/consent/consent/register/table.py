"""The read models behind most questions: one row per consent, and one per referral that it covers."""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from consent.consent import Consent, ConsentFact
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

TABLES = (
    """CREATE TABLE consents (
        consent_id TEXT PRIMARY KEY, participant_id TEXT NOT NULL, purpose TEXT NOT NULL,
        kind TEXT NOT NULL, agencies TEXT NOT NULL, granted_on TEXT NOT NULL,
        valid_until TEXT NOT NULL, ended TEXT, ended_on TEXT)""",
    "CREATE INDEX consents_by_participant ON consents (participant_id)",
    "CREATE INDEX consents_by_last_day ON consents (valid_until) WHERE ended IS NULL",
    """CREATE TABLE covered_referrals (
        referral_id TEXT NOT NULL, consent_id TEXT NOT NULL,
        PRIMARY KEY (referral_id, consent_id))""",
)

MIGRATIONS = (
    Migration(
        "consent-register-2",
        (
            """CREATE TABLE grants (
                consent_id TEXT PRIMARY KEY, programme TEXT NOT NULL, granted_by TEXT NOT NULL)""",
            """CREATE TABLE acknowledged_grants (
                consent_id TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (consent_id, owner))""",
        ),
    ),
)

IN_FORCE = "c.ended IS NULL AND c.granted_on <= :on AND :on <= c.valid_until"
"""Whether the consent `c` is in force on a day."""

_FOLD = """
INSERT INTO consents VALUES (
    :consent_id, :participant_id, :purpose, :kind, :agencies, :granted_on, :valid_until, :ended, :ended_on)
ON CONFLICT (consent_id) DO UPDATE SET
    agencies = excluded.agencies, valid_until = excluded.valid_until,
    ended = excluded.ended, ended_on = excluded.ended_on"""


def _fold(consent: Consent, _: Sequence[ConsentFact], tables: Records) -> None:
    """Write the consent's row."""
    tables.write(
        _FOLD,
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


def _fold_referrals(consent: Consent, _: Sequence[ConsentFact], tables: Records) -> None:
    """Keep a row for each referral that the consent covers now."""
    tables.write("DELETE FROM covered_referrals WHERE consent_id = :id", {"id": str(consent.id)})
    for referral_id in consent.referral_ids:
        tables.write(
            "INSERT INTO covered_referrals VALUES (:referral_id, :consent_id)",
            {"referral_id": str(referral_id), "consent_id": str(consent.id)},
        )


def _fold_grant(consent: Consent, _: Sequence[ConsentFact], tables: Records) -> None:
    """Keep its programme, who recorded it, and a row for each owner that has accepted it.

    Version 0.1.0 records neither: the programme comes with a renewal, and there is no granter then.
    """
    if consent.programme:
        tables.write(
            "INSERT INTO grants VALUES (:consent_id, :programme, :granted_by)"
            " ON CONFLICT (consent_id) DO NOTHING",
            {
                "consent_id": str(consent.id),
                "programme": consent.programme,
                "granted_by": consent.granted_by.value if consent.granted_by else "",
            },
        )
    for owner in consent.acknowledged:
        tables.write(
            "INSERT INTO acknowledged_grants VALUES (:consent_id, :owner)"
            " ON CONFLICT (consent_id, owner) DO NOTHING",
            {"consent_id": str(consent.id), "owner": owner.value},
        )


CONSENTS = Projection(of=Consent, facts=(ConsentFact,), fold=_fold)
COVERED_REFERRALS = Projection(of=Consent, facts=(ConsentFact,), fold=_fold_referrals)
GRANTS = Projection(of=Consent, facts=(ConsentFact,), fold=_fold_grant)


def consents_that_cover(referral_id: UUID, work: Records) -> list[UUID]:
    """Of any kind, in force or ended."""
    rows = work.rows(
        "SELECT consent_id FROM covered_referrals WHERE referral_id = :referral_id ORDER BY consent_id",
        {"referral_id": str(referral_id)},
    )
    return [UUID(row["consent_id"]) for row in rows]


def require_caught_up(consent_id: UUID, work: Records) -> None:
    """Raises StillCatchingUp while a parked record may take a referral from the consent (I24)."""
    rows = work.rows(
        "SELECT referral_id FROM covered_referrals WHERE consent_id = :id", {"id": str(consent_id)}
    )
    work.require_caught_up(*(UUID(row["referral_id"]) for row in rows))


def reader(agency: Agency) -> str:
    """What `agencies` is matched against for an agency."""
    return f"%,{agency.value},%"
