"""The journeys that plans count in: of whom the records beside a plan are, and which of them count."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reporting.journeys.covered import count_between, counts
from reporting.journeys.journey import Journey
from reporting.journeys.known import Known, about, beside
from reporting.rows import joinings, plans
from reporting.rows.consents import Consent
from samplan.bus.store.transactions import Transaction


@dataclass(frozen=True)
class Participation:
    journey: Journey
    consents: Collection[Consent]

    def covers(self, on: date) -> bool:
        """Whether a fact of that day counts (C-06, I22)."""
        return counts(on, self.consents)

    def covers_all(self, first: date, last: date) -> bool:
        """Whether facts of every day from the first to the last count."""
        return count_between(first, last, self.consents)


def participations(tx: Transaction, plan_ids: Collection[UUID]) -> dict[UUID, Participation]:
    """By plan: of those who are enrolled and described; a referral in error, or a study visit, has none."""
    opened = plans.by_id(tx, "", plan_ids)
    referral_ids = {plan.referral_id for plan in opened if plan.referral_id}
    referral_ids |= {row.referral_id for row in joinings.to_plans(tx, "", plan_ids)}
    known = about(tx, "", referral_ids | beside(tx, "", referral_ids), set())
    known.add(plans.PROJECTION, opened)
    return participations_in(known, plan_ids)


def participations_in(known: Known, plan_ids: Collection[UUID]) -> dict[UUID, Participation]:
    """As `participations`, of rows that have been read."""
    led_to = [(plan.referral_id, plan.plan_id) for plan in known.plans.values() if plan.referral_id]
    led_to += [(row.referral_id, row.plan_id) for row in known.joinings.values()]
    wanted = [pair for pair in led_to if pair[1] in plan_ids]
    referral_ids = {referral_id for referral_id, _ in wanted}
    journeys, consents = known.journeys(referral_ids), known.consents_of(referral_ids)
    return {
        plan_id: Participation(journey, consents[referral_id])
        for referral_id, plan_id in wanted
        if (journey := journeys[referral_id]) and journey.is_enrolled
    }
