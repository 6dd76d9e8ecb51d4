"""Folds a batch of events into the tables: each row it touches is read once and written at most once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from reporting.cubes.contribution import Cell, contribution
from reporting.cubes.table import CUBES
from reporting.journeys import known
from reporting.journeys.journey import Journey
from reporting.journeys.known import Known
from reporting.rows import activities, consents, coverings, joinings, plans, referrals
from reporting.rows.activities import Activity, ActivityEvent
from reporting.rows.consents import Consent
from reporting.rows.coverings import covering
from reporting.rows.joinings import joining
from reporting.rows.plans import Plan
from reporting.rows.referrals import Referral
from samplan.bus.store.transactions import Transaction
from samplan.contracts.consent import ConsentEvent
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning import PlanEvent
from samplan.contracts.referral import ReferralEvent

K = TypeVar("K")
R = TypeVar("R", bound=Struct)


def fold_batch(tx: Transaction, prefix: str, events: Sequence[ContractEvent]) -> Known:
    """Events in each aggregate's order; what is known of them afterwards."""
    before, referral_ids = known.read(tx, prefix, events)
    after = before.copy()
    for event in events:
        fold_into(after, event)
    _write(tx, prefix, before, after)
    changes: Counter[Cell] = Counter()
    was, is_now = before.journeys(referral_ids), after.journeys(referral_ids)
    for referral_id in referral_ids:
        _count(changes, was[referral_id], is_now[referral_id])
    CUBES.count(tx, prefix, changes)
    return after


def _count(changes: Counter[Cell], before: Journey | None, after: Journey | None) -> None:
    if before == after:
        return
    changes.subtract(contribution(before))
    changes.update(contribution(after))


def fold_into(rows: Known, event: ContractEvent) -> None:
    """Fold an event into the row, or the rows, of its own stream."""
    match event:
        case ReferralEvent(referral_id=key):
            referral = rows.referrals.get(key) or Referral(referral_id=key)
            rows.referrals[key] = referrals.fold(referral, event)
        case ConsentEvent():
            _fold_consent(rows, event)
        case PlanEvent(plan_id=key):
            if link := joining(event):
                rows.joinings[link.referral_id] = link
            rows.plans[key] = plans.fold(rows.plans.get(key) or Plan(plan_id=key), event)
            if isinstance(event, ActivityEvent):
                _fold_activity(rows, event)


def _fold_consent(rows: Known, event: ConsentEvent) -> None:
    link = covering(event)
    if link:
        rows.coverings[link.referral_id, link.consent_id] = link
    consent = rows.consents.get(event.consent_id) or Consent(consent_id=event.consent_id)
    rows.consents[event.consent_id] = consents.fold(consent, event)


def _fold_activity(rows: Known, event: ActivityEvent) -> None:
    key = event.activity_id
    activity = rows.activities.get(key) or Activity(activity_id=key, plan_id=event.plan_id)
    rows.activities[key] = activities.fold(activity, event)


def _write(tx: Transaction, prefix: str, before: Known, after: Known) -> None:
    referrals.TABLE.write(tx, prefix, _changed(before.referrals, after.referrals))
    consents.TABLE.write(tx, prefix, _changed(before.consents, after.consents))
    coverings.TABLE.write(tx, prefix, _changed(before.coverings, after.coverings))
    joinings.TABLE.write(tx, prefix, _changed(before.joinings, after.joinings))
    plans.TABLE.write(tx, prefix, _changed(before.plans, after.plans))
    activities.TABLE.write(tx, prefix, _changed(before.activities, after.activities))


def _changed(before: Mapping[K, R], after: Mapping[K, R]) -> Iterable[R]:
    return [row for key, row in after.items() if before.get(key) != row]
