"""The rows of the journeys that a batch of events may change, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from msgspec import Struct

from reporting.journeys.journey import Journey, assemble
from reporting.journeys.returns import with_returns
from reporting.rows import BESIDE_JOURNEYS, consents, coverings, joinings, plans, referrals
from reporting.rows.consents import Consent
from reporting.rows.coverings import Covering
from reporting.rows.joinings import Joining
from reporting.rows.plans import Plan
from reporting.rows.projection import Projection
from reporting.rows.referrals import Referral
from samplan.bus.store.transactions import Transaction
from samplan.contracts.consent import ConsentEvent
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import PlanEvent

R = TypeVar("R", bound=Struct)


class Known:
    """Rows by key. A journey all of whose rows are in here can be assembled."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Any, Any]] = defaultdict(dict)

    def of(self, projection: Projection[R]) -> dict[Any, R]:
        """The rows of a projection by their key."""
        return self._rows[projection.table.name]

    def add(self, projection: Projection[R], rows: Iterable[R]) -> None:
        self.of(projection).update({projection.key(row): row for row in rows})

    def copy(self) -> Known:
        copied = Known()
        copied._rows.update({name: dict(rows) for name, rows in self._rows.items()})
        return copied

    @property
    def referrals(self) -> dict[UUID, Referral]:
        return self.of(referrals.PROJECTION)

    @property
    def plans(self) -> dict[UUID, Plan]:
        return self.of(plans.PROJECTION)

    @property
    def consents(self) -> dict[UUID, Consent]:
        return self.of(consents.PROJECTION)

    @property
    def coverings(self) -> dict[tuple[UUID, UUID], Covering]:
        return self.of(coverings.PROJECTION)

    @property
    def joinings(self) -> dict[UUID, Joining]:
        return self.of(joinings.PROJECTION)

    def journeys(self, referral_ids: Iterable[UUID]) -> dict[UUID, Journey | None]:
        """None for an unknown referral, and for one whose enrolment is counted under another referral."""
        plans, elsewhere = self._plans_led_to(), self._counted_elsewhere()
        found: dict[UUID, Journey | None] = {}
        for referral_id, under in self.consents_of(referral_ids).items():
            journey = assemble(self.referrals.get(referral_id), plans.get(referral_id), under)
            found[referral_id] = None if referral_id in elsewhere else journey
        return with_returns(found, self.referrals)

    def consents_of(self, referral_ids: Iterable[UUID]) -> dict[UUID, list[Consent]]:
        """The consents that each referral is covered by, or was enrolled under."""
        covers: dict[UUID, set[UUID]] = defaultdict(set)
        for referral_id, consent_id in self.coverings:
            covers[referral_id].add(consent_id)
        found: dict[UUID, list[Consent]] = {}
        for referral_id in referral_ids:
            referral = self.referrals.get(referral_id)
            linked = covers[referral_id] | ({referral.consent_id} if referral else set())
            found[referral_id] = [self.consents[one] for one in linked if one in self.consents]
        return found

    def plan_of(self, referral_id: UUID) -> Plan | None:
        """The plan that the referral's enrolment has opened or joined."""
        return self._plans_led_to().get(referral_id)

    def _plans_led_to(self) -> dict[UUID, Plan]:
        opened = {plan.referral_id: plan for plan in self.plans.values() if plan.referral_id}
        joined = [(one.referral_id, self.plans.get(one.plan_id)) for one in self._joined()]
        return opened | {referral_id: plan for referral_id, plan in joined if plan}

    def _joined(self) -> list[Joining]:
        """An enrolment that has opened a plan joins no other."""
        opened = {plan.referral_id for plan in self.plans.values()}
        return [one for one in self.joinings.values() if one.referral_id not in opened]

    def _counted_elsewhere(self) -> set[UUID]:
        """A plan counts for the referral that opened it; if that is in error (R-13), for one that joined.

        One that enrolled the participant in the programme counts before a study visit.
        """
        led_to: dict[UUID, list[UUID]] = defaultdict(list)
        for one in sorted(self._joined(), key=lambda one: one.referral_id):
            led_to[one.plan_id].append(one.referral_id)
        elsewhere: set[UUID] = set()
        for plan_id, joined in led_to.items():
            opener = self.plans[plan_id].referral_id if plan_id in self.plans else None
            led = [opener, *joined] if opener else joined
            right = sorted((one for one in led if not self._is_in_error(one)), key=self._is_visiting)
            counted = next(iter(right), None)
            elsewhere |= {one for one in led if one != counted}
        return elsewhere

    def _is_visiting(self, referral_id: UUID) -> bool:
        referral = self.referrals.get(referral_id)
        return referral is not None and referral.is_visiting

    def _is_in_error(self, referral_id: UUID) -> bool:
        referral = self.referrals.get(referral_id)
        return referral is not None and referral.entered_in_error_on is not None


def read(tx: Transaction, prefix: str, events: Sequence[ContractEvent]) -> tuple[Known, set[UUID]]:
    """The rows, and the ids of the referrals whose journeys the events may change."""
    plan_ids = {event.plan_id for event in events if isinstance(event, PlanEvent)}
    touched = plans.by_id(tx, prefix, plan_ids)
    referral_ids = _ids(events, "referral_id") | {plan.referral_id for plan in touched if plan.referral_id}
    consent_ids = {event.consent_id for event in events if isinstance(event, ConsentEvent)}
    referral_ids |= referrals_under(tx, prefix, consent_ids)
    referral_ids |= enrolled_under(tx, prefix, _ids(events, "consent_id"))
    referral_ids = all_beside(tx, prefix, referral_ids)
    known = about(tx, prefix, referral_ids, _ids(events, "consent_id"))
    known.add(plans.PROJECTION, touched)
    for projection in BESIDE_JOURNEYS:
        known.add(projection, projection.touched_by(tx, prefix, events))
    return known, referral_ids


def about(tx: Transaction, prefix: str, referral_ids: set[UUID], consent_ids: set[UUID]) -> Known:
    """All rows that the journeys are assembled from, and these consents; no activities."""
    known = Known()
    known.add(referrals.PROJECTION, referrals.by_id(tx, prefix, referral_ids))
    known.add(plans.PROJECTION, plans.opened_for(tx, prefix, referral_ids))
    known.add(coverings.PROJECTION, coverings.of_referrals(tx, prefix, referral_ids))
    known.add(joinings.PROJECTION, joinings.of_referrals(tx, prefix, referral_ids))
    linked = {consent_id for _, consent_id in known.coverings}
    enrolled_by = {row.consent_id for row in known.referrals.values() if row.consent_id}
    known.add(consents.PROJECTION, consents.by_id(tx, prefix, consent_ids | linked | enrolled_by))
    return known


def referrals_under(tx: Transaction, prefix: str, consent_ids: set[UUID]) -> set[UUID]:
    """The referrals that the consents cover, or whose enrolment names one of them."""
    covered = {row.referral_id for row in coverings.by_consents(tx, prefix, consent_ids)}
    return covered | enrolled_under(tx, prefix, consent_ids)


def enrolled_under(tx: Transaction, prefix: str, consent_ids: set[UUID]) -> set[UUID]:
    return {row.referral_id for row in referrals.enrolled_under(tx, prefix, consent_ids)}


def all_beside(tx: Transaction, prefix: str, referral_ids: set[UUID]) -> set[UUID]:
    """With those that led to the same plans, or were enrolled under the same consents, and so on."""
    together, latest = set(referral_ids), referral_ids
    while latest:
        rows = referrals.by_id(tx, prefix, latest)
        again = enrolled_under(tx, prefix, {row.consent_id for row in rows if row.consent_id})
        latest = (again | beside(tx, prefix, latest)) - together
        together |= latest
    return together


def beside(tx: Transaction, prefix: str, referral_ids: set[UUID]) -> set[UUID]:
    """The referrals whose enrolments led to the same plans: which of them counts depends on all of them."""
    joined = {row.plan_id for row in joinings.of_referrals(tx, prefix, referral_ids)}
    opened = {plan.plan_id for plan in plans.opened_for(tx, prefix, referral_ids)}
    openers = {plan.referral_id for plan in plans.by_id(tx, prefix, joined)}
    joiners = {row.referral_id for row in joinings.to_plans(tx, prefix, joined | opened)}
    return joiners | {opener for opener in openers if opener}


def _ids(events: Iterable[ContractEvent], name: str) -> set[UUID]:
    return {getattr(event, name) for event in events if hasattr(event, name)}
