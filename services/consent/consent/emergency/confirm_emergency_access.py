from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound, Refused
from chassis.decisions.persons import Person, require_person, require_two_persons
from consent.circle_versions.circle_versions import take_version
from consent.consent import Office
from consent.consent.terms import EmergencyRule
from consent.emergency.conditions import participants_not_erased, require_openable
from consent.emergency.emergency import Emergency, EmergencyAccessConfirmed
from consent.participants.emergency_access import EmergencyAccessOpened
from consent.participants.participant import Participant
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency

WITHIN = timedelta(hours=1)
"""An emergency is now: later, the first person requests it again."""


class RequestTooOld(Refused):
    code = "request_too_old"
    title: ClassVar[str] = "More than an hour has passed: request the emergency access again"


class EmergencyCommand(Command[Office]):
    """On one emergency access, for the agency that it is for; others get 404."""

    access_id: UUID
    by: Agency


class ConfirmEmergencyAccess(
    EmergencyCommand,
    path="confirmation",
    sv="Bekräfta nödåtkomst",
    en="Confirm emergency access",
    versioned=False,
):
    """By a second person of the agency, with a token of their own: it opens for the programme's hours."""

    confirmed_at: datetime = field(default_factory=now_utc)
    person: Person | None

    def carry_out(self, work: Records, office: Office) -> Emergency:
        emergency = work.load(Emergency, self.access_id, if_shown=lambda one: one.agency == self.by)
        second = require_person(self.person)
        if emergency.opened_on is not None:
            return emergency
        words = office.identities.open(emergency.sealed, record=emergency.id)
        if words is None:
            raise NotFound
        self.decide(emergency, Person(words["issuer"], words["subject"]), second)
        self._open(emergency, {**words, "confirmed": second.subject}, work, office)
        return emergency

    def decide(self, emergency: Emergency, first: Person, second: Person) -> None:
        """Raises TwoPersonsNeeded or RequestTooOld."""
        require_two_persons(first, second)
        if self.confirmed_at - emergency.requested_at > WITHIN:
            raise RequestTooOld

    def _open(self, emergency: Emergency, words: Mapping[str, str], work: Records, office: Office) -> None:
        rule = require_openable(emergency.participant_id, emergency.programme, self.by, work, office)
        today, closes_at = office.today(), self.confirmed_at + timedelta(hours=rule.hours)
        emergency.trigger_event(
            EmergencyAccessConfirmed,
            opened_at=self.confirmed_at,
            closes_at=closes_at,
            tell_by=today + timedelta(days=rule.tell_days),
            occurred_on=today,
        )
        for one in participants_not_erased(emergency.participant_id, work, office):
            self._open_for(one, emergency, rule, words, work, office)

    def _open_for(
        self,
        participant: Participant,
        emergency: Emergency,
        rule: EmergencyRule,
        words: Mapping[str, str],
        work: Records,
        office: Office,
    ) -> None:
        participant.trigger_event(
            EmergencyAccessOpened,
            agency=emergency.agency,
            opened_at=emergency.opened_at,
            closes_at=emergency.closes_at,
            access_id=emergency.id,
            sealed=office.identities.seal(participant.id, words, record=emergency.id),
            programme=emergency.programme,
            beats_block=not rule.block_beats_emergency,
            circle_version=take_version(participant.id, work),
            occurred_on=emergency.opened_on,
        )
