from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.case.refusals import BeforeAnEarlierStep
from referral.office.command import require_keeper
from referral.office.office import Office
from referral.replacements.number_replacement import NumberReplacement, NumberReplacementUndone
from samplan.contracts.codes import Agency


class UndoReplacement(
    Command[Office], path="undoing", sv="Ångra ett felaktigt byte", en="Undo a replacement recorded in error"
):
    """Each number has again the referrals that were made under it."""

    by: Agency
    replacement_id: UUID
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> NumberReplacement:
        require_keeper(self.by, office)
        replacement = work.load(NumberReplacement, self.replacement_id)
        replacement.undo(NumberReplacementUndone, self.occurred_on, too_early=BeforeAnEarlierStep)
        return replacement
