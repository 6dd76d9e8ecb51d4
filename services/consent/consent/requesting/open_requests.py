"""Which requests for a consent wait for the participant's answer?"""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from consent.consent import Consent
from consent.covering.cover_referral import ReferralCovered
from consent.granting.grant_consent import ConsentGranted
from consent.refusing.refuse_consent import ConsentRefused, RefusedConsent
from consent.requesting.consent_request import ConsentRequest, RequestFact
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose

MIGRATIONS = (
    Migration(
        "consent-requests-1",
        (
            """CREATE TABLE open_requests (
                request_id TEXT PRIMARY KEY, referral_id TEXT NOT NULL, purpose TEXT NOT NULL,
                kind TEXT NOT NULL, recorded_by TEXT NOT NULL, requested_on TEXT NOT NULL)""",
            "CREATE INDEX open_requests_by_referral ON open_requests (referral_id)",
        ),
    ),
)

OPEN = Listing(
    "SELECT request_id, referral_id, purpose, kind, requested_on FROM open_requests WHERE recorded_by = :by",
    keys=("requested_on", "request_id"),
)
"""The agency's own, oldest first."""


def _fold(request: ConsentRequest, _: Sequence[RequestFact], tables: Records) -> None:
    if request.withdrawn_on:
        tables.write("DELETE FROM open_requests WHERE request_id = :id", {"id": str(request.id)})
        return
    tables.write(
        "INSERT INTO open_requests VALUES"
        " (:request_id, :referral_id, :purpose, :kind, :recorded_by, :requested_on)",
        {
            "request_id": str(request.id),
            "referral_id": str(request.referral_id),
            "purpose": request.purpose.value,
            "kind": request.kind.value,
            "recorded_by": request.recorded_by.value,
            "requested_on": request.requested_on.isoformat(),
        },
    )


def _fold_grant(consent: Consent, facts: Sequence[ConsentGranted | ReferralCovered], tables: Records) -> None:
    """A consent answers what was asked before for a referral that it covers now, to whom may know of it.

    An agency that it does not name still waits: an answer would disclose participation (I28).
    """
    for fact in facts:
        for agency in {*consent.agencies, consent.granted_by} - {None}:
            tables.write(
                "DELETE FROM open_requests WHERE referral_id = :referral_id AND recorded_by = :agency"
                " AND purpose = :purpose AND kind = :kind",
                {
                    "referral_id": str(fact.referral_id),
                    "agency": agency,
                    "purpose": consent.purpose.value,
                    "kind": consent.kind.value,
                },
            )


def _fold_refusal(refused: RefusedConsent, _: Sequence[ConsentRefused], tables: Records) -> None:
    """It names no purpose: it answers all that its agency asked for the referral, and no other's (C-02)."""
    tables.write(
        "DELETE FROM open_requests WHERE referral_id = :referral_id AND recorded_by = :by",
        {"referral_id": str(refused.referral_id), "by": refused.recorded_by.value},
    )


OPEN_REQUESTS = Projection(of=ConsentRequest, facts=(RequestFact,), fold=_fold)
GRANTED_REQUESTS = Projection[Consent, ConsentGranted | ReferralCovered](
    of=Consent, facts=(ConsentGranted, ReferralCovered), fold=_fold_grant
)
REFUSED_REQUESTS = Projection(of=RefusedConsent, facts=(ConsentRefused,), fold=_fold_refusal)


def open_request_for(
    referral_id: UUID, purpose: ConsentPurpose, kind: ConsentKind, by: Agency, work: Records
) -> UUID | None:
    """The agency's own open request."""
    rows = work.rows(
        "SELECT request_id FROM open_requests WHERE referral_id = :referral_id"
        " AND purpose = :purpose AND kind = :kind AND recorded_by = :by",
        {"referral_id": str(referral_id), "purpose": purpose.value, "kind": kind.value, "by": by.value},
    )
    return UUID(rows[0]["request_id"]) if rows else None
