"""What the tables say about the journeys that a batch of events touches, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from chassis.database import Transaction
from contracts.consent import ConsentEvent
from contracts.event import ContractEvent
from contracts.planning import PlanEvent
from reporting.projections.activities import Activity
from reporting.projections.consents import Consent
from reporting.projections.coverings import Covering
from reporting.projections.joinings import Joining
from reporting.projections.journeys import Journey, assemble
from reporting.projections.plans import Plan
from reporting.projections.referrals import Referral
from reporting.projections.tables import ACTIVITIES, CONSENTS, COVERINGS, JOININGS, PLANS, REFERRALS


@dataclass
class Known:
    """Rows by key. A journey that is complete in here can be put together."""

    referrals: dict[UUID, Referral] = field(default_factory=dict)
    plans: dict[UUID, Plan] = field(default_factory=dict)
    consents: dict[UUID, Consent] = field(default_factory=dict)
    coverings: dict[tuple[UUID, UUID], Covering] = field(default_factory=dict)
    joinings: dict[UUID, Joining] = field(default_factory=dict)
    activities: dict[UUID, Activity] = field(default_factory=dict)

    def copy(self) -> Known:
        return Known(
            dict(self.referrals),
            dict(self.plans),
            dict(self.consents),
            dict(self.coverings),
            dict(self.joinings),
            dict(self.activities),
        )

    def journeys(self, referral_ids: Iterable[UUID]) -> dict[UUID, Journey | None]:
        """None for a referral that is not known yet, and for one whose enrolment joined another's plan."""
        plans = {plan.referral_id: plan for plan in self.plans.values()}
        covers: dict[UUID, set[UUID]] = defaultdict(set)
        for referral_id, consent_id in self.coverings:
            covers[referral_id].add(consent_id)
        found: dict[UUID, Journey | None] = {}
        for referral_id in referral_ids:
            if referral_id in self.joinings:
                found[referral_id] = None
                continue
            referral = self.referrals.get(referral_id)
            linked = covers[referral_id] | ({referral.consent_id} if referral else set())
            consents = [self.consents[one] for one in linked if one in self.consents]
            found[referral_id] = assemble(referral, plans.get(referral_id), consents)
        return found


def read(tx: Transaction, prefix: str, events: Sequence[ContractEvent]) -> tuple[Known, set[UUID]]:
    """The rows, and the ids of the referrals whose journeys the events may change."""
    plan_ids = {event.plan_id for event in events if isinstance(event, PlanEvent)}
    plans = PLANS.where(tx, prefix, "plan_id", plan_ids)
    referral_ids = _ids(events, "referral_id") | {plan.referral_id for plan in plans if plan.referral_id}
    consents_told_of = {event.consent_id for event in events if isinstance(event, ConsentEvent)}
    referral_ids |= referrals_under(tx, prefix, consents_told_of)
    known = about(tx, prefix, referral_ids, _ids(events, "consent_id"))
    known.plans |= {plan.plan_id: plan for plan in plans}
    activities = ACTIVITIES.where(tx, prefix, "activity_id", _ids(events, "activity_id"))
    known.activities = {activity.activity_id: activity for activity in activities}
    return known, referral_ids


def about(tx: Transaction, prefix: str, referral_ids: set[UUID], consent_ids: set[UUID]) -> Known:
    """All that journeys are put together from, and the consents besides; no activities."""
    known = Known()
    known.referrals = {r.referral_id: r for r in REFERRALS.where(tx, prefix, "referral_id", referral_ids)}
    known.plans = {plan.plan_id: plan for plan in PLANS.where(tx, prefix, "referral_id", referral_ids)}
    coverings = COVERINGS.where(tx, prefix, "referral_id", referral_ids)
    known.coverings = {(c.referral_id, c.consent_id): c for c in coverings}
    known.joinings = {j.referral_id: j for j in JOININGS.where(tx, prefix, "referral_id", referral_ids)}
    linked = {consent_id for _, consent_id in known.coverings}
    enrolled_by = {r.consent_id for r in known.referrals.values() if r.consent_id}
    consents = CONSENTS.where(tx, prefix, "consent_id", consent_ids | linked | enrolled_by)
    known.consents = {consent.consent_id: consent for consent in consents}
    return known


def referrals_under(tx: Transaction, prefix: str, consent_ids: set[UUID]) -> set[UUID]:
    """The referrals that consents cover, or that were enrolled by them."""
    covered = {c.referral_id for c in COVERINGS.where(tx, prefix, "consent_id", consent_ids)}
    enrolled = {r.referral_id for r in REFERRALS.where(tx, prefix, "consent_id", consent_ids)}
    return covered | enrolled


def _ids(events: Iterable[ContractEvent], name: str) -> set[UUID]:
    return {getattr(event, name) for event in events if hasattr(event, name)}
