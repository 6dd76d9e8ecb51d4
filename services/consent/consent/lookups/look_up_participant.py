from dataclasses import field
from datetime import date, datetime
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records, ShortText
from chassis.decisions.domain import NotFound
from consent.circle.circle_in import circle_in
from consent.consent import Office
from consent.lookups.disclosure import Disclosure, log_disclosure
from consent.register.table import require_caught_up
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Allowed, Asked, Rule, may_know
from samplan.privacy.disclosure_log import Disclosure as Entry
from samplan.privacy.personnummer import Personnummer

THE_ID = "consent.participant_id"
"""In the access table."""


class ParticipantNotFound(NotFound):
    """Nobody has that number, or the circle does not let the agency know: the caller cannot tell (C-14)."""


class LookUpParticipant(Command[Office]):
    """`purpose`: what the agency needs the id for; the consent must be for that purpose."""

    disclosure_id: UUID = field(default_factory=uuid4)
    personnummer: Personnummer
    purpose: ConsentPurpose
    by: Agency
    role: ShortText = "system"
    occurred_on: date
    at: datetime = field(default_factory=now_utc)

    def carry_out(self, work: Records, office: Office) -> Disclosure:
        """Answers only an agency that the participant's circle lets know, and records that it did."""
        participant_id = office.identities.find(self.personnummer, work)
        if participant_id is None:
            raise ParticipantNotFound
        allowed = self.decide(circle_in(participant_id, work, office.keeper), office.keeper)
        if allowed.consent_id:
            require_caught_up(allowed.consent_id, work)
        return log_disclosure(self.disclosure_id, self._entry(participant_id, allowed), work)

    def decide(self, circle: Circle, keeper: Agency) -> Allowed:
        """Raises ParticipantNotFound."""
        decision = may_know(
            circle,
            Asked(
                what=THE_ID,
                agency=self.by,
                purpose=self.purpose,
                owner=keeper,
                on=self.occurred_on,
                at=self.at,
            ),
        )
        # The keeper owns the id, and is told who somebody is only where a consent names it.
        if not isinstance(decision, Allowed) or decision.rule is Rule.OWN_RECORD:
            raise ParticipantNotFound
        return decision

    def _entry(self, participant_id: UUID, allowed: Allowed) -> Entry:
        return Entry(
            disclosed_on=self.occurred_on,
            participant_id=participant_id,
            agency=self.by,
            role=self.role,
            purpose=self.purpose,
            what=THE_ID,
            rule=allowed.rule.value,
            consent_id=allowed.consent_id,
            circle_version=allowed.version,
        )
