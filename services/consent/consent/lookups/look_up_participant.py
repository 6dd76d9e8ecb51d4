from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Aggregate, Created, NotFound
from consent.consent import Office
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.register.consent_that_opens import consent_that_opens
from consent.register.table import require_caught_up
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.personnummer import Personnummer


class ParticipantNotFound(NotFound):
    """No participant has that number, or no consent names the agency: the caller cannot tell which (C-14)."""


class DisclosureMade(Created, private=True):
    """The agency, the purpose and the consent; nothing of what was disclosed."""

    TOPIC = "consent.DisclosureMade"
    to: Agency
    purpose: ConsentPurpose
    participant_id: UUID
    consent_id: UUID
    occurred_on: date


class Disclosure(Aggregate):
    """One answer to an agency's question about a person, stored before the answer leaves (C-11)."""

    TOPIC = "consent.Disclosure"

    def __init__(self, *, participant_id: UUID, consent_id: UUID) -> None:
        self.participant_id = participant_id
        self.consent_id = consent_id


class LookUpParticipant(Command[Office]):
    """`purpose`: what the agency needs the id for; the consent must be for that purpose."""

    disclosure_id: UUID = field(default_factory=uuid4)
    personnummer: Personnummer
    purpose: ConsentPurpose
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Disclosure:
        """Answers only an agency that a consent in force names, and records that it did."""
        participant_id = office.identities.find(self.personnummer, work)
        if participant_id is None:
            raise ParticipantNotFound
        consent_id = self._consent_of(participant_id, work)
        require_caught_up(consent_id, work)
        return work.add(self.decide(participant_id, consent_id))

    def decide(self, participant_id: UUID, consent_id: UUID) -> Disclosure:
        return Disclosure.begin(
            DisclosureMade,
            self.disclosure_id,
            to=self.by,
            purpose=self.purpose,
            participant_id=participant_id,
            consent_id=consent_id,
            occurred_on=self.occurred_on,
        )

    def _consent_of(self, participant_id: UUID, work: Records) -> UUID:
        """Given for any id of the person. Raises ParticipantNotFound."""
        for one in PARTICIPANTS.linked(participant_id, work):
            if opens := consent_that_opens(work, one, self.by, self.purpose, self.occurred_on):
                return opens
        raise ParticipantNotFound
