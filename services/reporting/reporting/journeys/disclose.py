"""A reading of a participant's journeys: decided by today's circle, logged before the answer (K71)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.work import Application, Work
from reporting.circle.catching_up import circles_hold
from reporting.circle.known_circles import circle_of
from reporting.facts.store import last_position, publishers_of
from reporting.journeys.disclosures import JourneyDisclosures
from reporting.journeys.participant import ParticipantJourneys, journeys_in, rows_of
from samplan.bus.publishing.rollback import refuse_after_rollback
from samplan.bus.reading.catch_up import StillCatchingUp, require_open
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.circles import subjects_of
from samplan.privacy.circle.may_know import Allowed, Asked, Decision, may_know
from samplan.privacy.disclosure_log import Disclosure

JOURNEY = "reporting.journey"
"""The resource of the access table."""


@dataclass(frozen=True, kw_only=True)
class AskedForJourneys:
    participant_id: UUID
    by: Agency
    role: str
    purpose: ConsentPurpose
    on: date

    def decide(self, circle: Circle, owners: Collection[Agency]) -> Decision:
        """No agency owns a journey: only a consent opens it, to those who published its steps, too."""
        asked = Asked(
            what=JOURNEY,
            agency=self.by,
            purpose=self.purpose,
            owner=None,
            on=self.on,
            composed_of=frozenset(owners),
        )
        return may_know(circle, asked)

    def entry(self, decision: Allowed) -> Disclosure:
        """It names the consent, and so the participant to the consent service alone."""
        return Disclosure(
            disclosed_on=self.on,
            participant_id=None,
            agency=self.by,
            role=self.role,
            purpose=self.purpose,
            what=JOURNEY,
            rule=decision.rule.value,
            consent_id=decision.consent_id,
            circle_version=decision.version,
        )


def disclose_journeys(asked: AskedForJourneys, application: Application) -> ParticipantJourneys | None:
    """None for an agency that may not know them, and for an unknown participant.

    Raises StillCatchingUp while one of the consents may have ended (I24).
    """
    with application.database.transaction() as tx:
        refuse_after_rollback(tx)
        work = application.work(tx)
        found = _disclosed(asked, tx, work)
        work.flush()
        return found


def _disclosed(asked: AskedForJourneys, tx: Transaction, work: Work) -> ParticipantJourneys | None:
    if not circles_hold(tx, last_position(tx)):
        raise StillCatchingUp
    circle = circle_of(asked.participant_id, work)
    if not isinstance(asked.decide(circle, ()), Allowed):
        return None  # after the same two queries as for an unknown participant
    rows = rows_of(tx, asked.participant_id, work)
    decision = asked.decide(circle, publishers_of(tx, rows.published))
    if not isinstance(decision, Allowed):
        return None
    require_open(tx, rows.subjects | subjects_of(asked.participant_id, circle))
    JourneyDisclosures.log(asked.entry(decision), work)
    return journeys_in(tx, rows)
