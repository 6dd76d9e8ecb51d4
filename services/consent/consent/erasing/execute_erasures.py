from datetime import date, timedelta
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Consent, Office
from consent.erasing.assess_erasure import ErasureRefused
from consent.erasing.erasure import Erasure, ErasureFact, Holder
from consent.erasing.erasures import erasures_that_are_due
from consent.erasing.holders import holders_of
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participants.participant import Participant
from consent.register.consents_of_participant import consents_of_participant
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import RetentionGround

DAYS_TO_ACKNOWLEDGE = timedelta(days=3)


class ErasureExecuted(ErasureFact):
    """Recorded after the key store has said that the participant's key is destroyed.

    `agencies`: those that have no ground against it. `holders`: the services that acknowledge it by that day.
    """

    TOPIC = "consent.ErasureExecuted"
    participant_id: UUID
    agencies: tuple[Agency, ...] = ()
    holders: tuple[Holder, ...] = ()
    acknowledge_by: date | None = None

    def apply(self, erasure: Erasure) -> None:
        erasure.executed_on = self.occurred_on
        if self.acknowledge_by:
            erasure.acknowledge_by = dict.fromkeys(self.holders, self.acknowledge_by)


class ExecuteErasures(Command[Office]):
    """Run by the clock: destroy the keys of those whom every agency has let go.

    A key store or an erasure log that cannot be written fails it: nothing is recorded, and the next tick
    tries again. A consent in force under any id of the person, which was granted or linked meanwhile, refuses
    the erasure: its case is open.
    """

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of erasures that were executed or refused."""
        due = erasures_that_are_due(work)
        for erasure_id in due:
            self._finish(work.load(Erasure, erasure_id), work, office)
        return len(due)

    def _finish(self, erasure: Erasure, work: Records, office: Office) -> None:
        ids = PARTICIPANTS.linked(erasure.participant_id, work)
        consents = (work.load(Consent, one) for each in ids for one in consents_of_participant(each, work))
        if any(one.is_in_force(self.as_of) for one in consents):
            erasure.trigger_event(ErasureRefused, ground=RetentionGround.OPEN_CASE, occurred_on=self.as_of)
            return
        execute(erasure, self.as_of, work, office)


class RestoreErasure(Command[Office]):
    """The store has lost a published erasure: the participant is erased again (I20)."""

    erasure_id: UUID
    participant_id: UUID
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        erasure = work.find(Erasure, self.erasure_id)
        if erasure is not None and not erasure.is_over:
            execute(erasure, self.occurred_on, work, office)
        elif participant := work.find(Participant, self.participant_id):
            _erase(participant, work, office)


def execute(erasure: Erasure, on: date, work: Records, office: Office) -> None:
    """Destroy first, record then: the log never says that somebody was erased who was not."""
    participant = work.load(Participant, erasure.participant_id)
    _erase(participant, work, office)
    erasure.trigger_event(
        ErasureExecuted,
        participant_id=participant.id,
        agencies=tuple(sorted(erasure.grounds)),
        holders=() if erasure.is_protected else holders_of(participant.id, work),
        acknowledge_by=on + DAYS_TO_ACKNOWLEDGE,
        occurred_on=on,
    )


def _erase(participant: Participant, work: Records, office: Office) -> None:
    """The number and its key, and the parked records that name the participant."""
    office.identities.erase(participant.id, participant.sealed, work)
    work.forget_ids({participant.id, *consents_of_participant(participant.id, work)})
