"""Which facts of a journey rest on a consent that held on their own day (C-06, I22)?

Decided by facts alone, whatever the order of arrival: a fact that is dated after a revocation, published by a
service that had not received it, changes no journey.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec.structs import replace

from reporting.rows.consents import Consent
from reporting.rows.plans import Plan, interventions_of, stops_of, written, written_stops
from reporting.rows.referrals import Referral


def covered_plan(plan: Plan, consents: Collection[Consent]) -> Plan:
    """The plan without what is dated outside every consent."""
    has_exited = counts(plan.exited_on, consents)
    return replace(
        plan,
        agreed_on=plan.agreed_on if counts(plan.agreed_on, consents) else None,
        deadline_missed_on=plan.deadline_missed_on if counts(plan.deadline_missed_on, consents) else None,
        first_activity_on=plan.first_activity_on if counts(plan.first_activity_on, consents) else None,
        interventions=_covered_interventions(plan, consents),
        stops=written_stops(one for one in stops_of(plan) if counts(one[0], consents)),
        exited_on=plan.exited_on if has_exited else None,
        exit_class=plan.exit_class if has_exited else None,
        subsidy_kind=plan.subsidy_kind if has_exited else None,
        step_on=plan.step_on if has_exited and counts(plan.step_on, consents) else None,
        followed_up_on=plan.followed_up_on if has_exited and counts(plan.followed_up_on, consents) else None,
    )


def _covered_interventions(plan: Plan, consents: Collection[Consent]) -> str:
    return written({kind: on for kind, on in interventions_of(plan).items() if counts(on, consents)})


def covered_referral(referral: Referral, consents: Collection[Consent]) -> Referral:
    """The referral without an enrolment that is dated outside every consent."""
    enrolled_on = referral.in_programme_since or referral.enrolled_on
    return referral if counts(enrolled_on, consents) else replace(referral, enrolled_on=None)


def counts(on: date | None, consents: Collection[Consent]) -> bool:
    """While no grant has been received, an enrolment stands for one."""
    granted = [consent for consent in consents if consent.covers_from]
    return on is None or not granted or any(consent.covers(on) for consent in granted)


def count_between(first: date, last: date, consents: Collection[Consent]) -> bool:
    """Whether one consent covers all days between two, both included; else some of them may not count."""
    granted = [consent for consent in consents if consent.covers_from]
    return not granted or any(consent.covers(first) and consent.covers(last) for consent in granted)
