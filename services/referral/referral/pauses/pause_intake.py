from datetime import date
from uuid import uuid4

from chassis.decisions.commands import Command, Records
from referral.office.command import require_keeper
from referral.office.office import Office
from referral.office.programme import Programme
from referral.office.refusals import IntakeIsPaused
from referral.pauses.intake_pause import IntakePause
from referral.pauses.pauses import pause_on
from samplan.contracts.codes import Agency, PauseReason


class PauseIntake(Command[Office], path="", sv="Pausa intaget", en="Pause the intake", creates=True):
    """By the keeper. While it lasts, submitting answers 409 `intake_paused` with the reason."""

    by: Agency
    programme: Programme
    reason: PauseReason
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> IntakePause:
        require_keeper(self.by, office)
        office.require_programme(self.programme)
        if reason := pause_on(self.programme, self.occurred_on, work):
            raise IntakeIsPaused(reason=reason)
        return work.add(IntakePause.pause(uuid4(), self.programme, self.reason, self.occurred_on))
