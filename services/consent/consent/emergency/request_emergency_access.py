from dataclasses import field
from datetime import datetime
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, LongText, Records
from chassis.decisions.persons import Person, require_person
from consent.consent import Office
from consent.consent.terms import ProgrammeId
from consent.emergency.conditions import require_openable
from consent.emergency.emergency import Emergency, EmergencyAccessRequested
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency


class RequestEmergencyAccess(
    Command[Office], path="", sv="Begär nödåtkomst", en="Request emergency access", creates=True
):
    """By a person of an agency of the programme, with their own token, also without a consent.

    It opens nothing: within an hour, another person of the agency confirms it with a token of their own.
    """

    participant_id: UUID
    programme: ProgrammeId
    reason: LongText
    access_id: UUID = field(default_factory=uuid4)
    requested_at: datetime = field(default_factory=now_utc)
    by: Agency
    person: Person | None

    def carry_out(self, work: Records, office: Office) -> Emergency:
        person = require_person(self.person)
        require_openable(self.participant_id, self.programme, self.by, work, office)
        words = {"reason": self.reason, "issuer": person.issuer, "subject": person.subject}
        return work.add(
            Emergency.begin(
                EmergencyAccessRequested,
                self.access_id,
                participant_id=self.participant_id,
                agency=self.by,
                programme=self.programme,
                sealed=office.identities.seal(self.participant_id, words, record=self.access_id),
                requested_at=self.requested_at,
                occurred_on=office.today(),
            )
        )
