from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.office.command import require_keeper
from referral.office.office import Office
from referral.pauses.intake_pause import IntakePause
from samplan.contracts.codes import Agency, PauseReason


class ResumeIntake(Command[Office], path="end", sv="Återuppta intaget", en="Resume the intake"):
    """By the keeper."""

    by: Agency
    pause_id: UUID
    reason: PauseReason
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> IntakePause:
        require_keeper(self.by, office)
        pause = work.load(IntakePause, self.pause_id)
        pause.resume(self.reason, self.occurred_on)
        return pause
