from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.emergency.emergency import BeforeTheOpening, Emergency, NotOpened, ParticipantTold
from consent.emergency.show_emergency import emergency_shown_to
from samplan.contracts.codes import Agency


class TellParticipant(
    Command[Office],
    path="told",
    sv="Notera att deltagaren har fått veta",
    en="Record that the participant was told",
    versioned=False,
):
    """By the agency that had the access, or the keeper of consents."""

    access_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Emergency:
        emergency = emergency_shown_to(self.by, self.access_id, work, office)
        self.decide(emergency)
        return emergency

    def decide(self, emergency: Emergency) -> None:
        """Raises NotOpened or BeforeTheOpening. Records nothing when it was told before."""
        if emergency.opened_on is None:
            raise NotOpened
        if self.occurred_on < emergency.opened_on:
            raise BeforeTheOpening
        if emergency.told_on is None:
            emergency.trigger_event(ParticipantTold, by=self.by, occurred_on=self.occurred_on)
