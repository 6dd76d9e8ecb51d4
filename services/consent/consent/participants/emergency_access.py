"""Emergency access (nödåtkomst): some hours, for a reason, by two persons, without a consent (C-05)."""

from dataclasses import field
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import LongText, Records, ShortText
from chassis.decisions.domain import Refused
from consent.circle_versions.circle_versions import NextVersion, versions_of
from consent.consent import Office
from consent.consent.refusals import AgencyNotInProgramme
from consent.consent.terms import EmergencyRule, ProgrammeId
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participants.command import DecisionOnParticipant, ParticipantCommand
from consent.participants.participant import Participant, ParticipantFact
from consent.parties.parties import terms_on
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency
from samplan.privacy.circle.circle import EmergencyAccess


class AgencyBlocked(Refused):
    """The programme says that a block beats emergency access too."""

    code = "agency_blocked"
    title: ClassVar[str] = "The participant has blocked the agency"


class EmergencyAccessOpened(ParticipantFact):
    """`sealed` holds the reason and the two persons, under the participant's own key: never published."""

    TOPIC = "consent.EmergencyAccessOpened"
    agency: Agency
    opened_at: datetime
    closes_at: datetime
    access_id: UUID
    sealed: str
    circle_version: int

    def apply(self, participant: Participant) -> None:
        opened = EmergencyAccess(agency=self.agency, opened_at=self.opened_at, closes_at=self.closes_at)
        participant.emergency = (*participant.emergency, opened)


class EmergencyAccessClosed(ParticipantFact):
    TOPIC = "consent.EmergencyAccessClosed"
    agency: Agency
    circle_version: int

    def apply(self, participant: Participant) -> None:
        participant.emergency = tuple(one for one in participant.emergency if one.agency != self.agency)


class OpenEmergencyAccess(
    ParticipantCommand,
    path="emergency-access",
    sv="Öppna nödåtkomst",
    en="Open emergency access",
    versioned=False,
):
    """For an agency of the programme, also without a consent; the participant is told afterwards.

    `requested_by` and `approved_by` are two persons of the agency. The programme says for how many hours.
    """

    programme: ProgrammeId
    reason: LongText
    requested_by: ShortText
    approved_by: ShortText
    access_id: UUID = field(default_factory=uuid4)
    opened_at: datetime = field(default_factory=now_utc)

    @classmethod
    def check_form(cls, sent: Any) -> None:
        if sent.requested_by.casefold() == sent.approved_by.casefold():
            raise ValueError("two_persons")

    def carry_out(self, work: Records, office: Office) -> Participant:
        rule = office.emergency_rule(self.programme, self.occurred_on)
        if self.by not in terms_on(self.programme, self.occurred_on, work, office).agencies:
            raise AgencyNotInProgramme
        words = {"reason": self.reason, "requested": self.requested_by, "approved": self.approved_by}
        for one in PARTICIPANTS.linked(self.participant_id, work):
            participant = work.load(Participant, one)
            sealed = office.identities.seal(one, words, record=self.access_id)
            self.decide(participant, rule, sealed, versions_of(one, work))
        return work.load(Participant, self.participant_id)

    def decide(
        self, participant: Participant, rule: EmergencyRule, sealed: str, next_version: NextVersion
    ) -> None:
        if rule.block_beats_emergency and self.by in participant.blocked:
            raise AgencyBlocked
        participant.trigger_event(
            EmergencyAccessOpened,
            agency=self.by,
            opened_at=self.opened_at,
            closes_at=self.opened_at + timedelta(hours=rule.hours),
            access_id=self.access_id,
            sealed=sealed,
            circle_version=next_version(),
            occurred_on=self.occurred_on,
        )


class CloseEmergencyAccess(
    DecisionOnParticipant,
    path="emergency-access/closing",
    sv="Stäng nödåtkomst",
    en="Close emergency access",
    versioned=False,
):
    """Before its hours have passed. `agency`: the one that has it."""

    agency: Agency

    def require_access(self, work: Records, office: Office) -> None:
        """The agency closes its own without a consent."""
        if self.by != self.agency:
            super().require_access(work, office)

    def decide(self, participant: Participant, next_version: NextVersion) -> None:
        if self.agency in participant.emergency_access:
            participant.trigger_event(
                EmergencyAccessClosed,
                agency=self.agency,
                circle_version=next_version(),
                occurred_on=self.occurred_on,
            )
