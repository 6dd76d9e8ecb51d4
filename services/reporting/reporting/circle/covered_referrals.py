"""Which referrals are a participant's? By the service that granted the consent, and by no other (I27)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from reporting.facts import store as facts
from reporting.rows import referrals
from reporting.rows.coverings import covering
from samplan.bus.store.transactions import Transaction
from samplan.privacy.circle.circles import is_from_granter
from samplan.privacy.tables import Tables


def covered_referrals(tx: Transaction, consent_ids: Collection[UUID], tables: Tables) -> set[UUID]:
    """Those that the consents' granters have named, and those whose enrolment names such a consent."""
    found = facts.of_consents(tx, consent_ids)
    linked = [
        link
        for fact in found
        if (link := covering(fact.event)) and is_from_granter(link.consent_id, fact.source, tables)
    ]
    enrolled = referrals.enrolled_under(tx, "", {link.consent_id for link in linked})
    return {link.referral_id for link in linked} | {one.referral_id for one in enrolled}
