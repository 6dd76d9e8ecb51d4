from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.number_replacements.number_replacement import (
    BeforeTheReplacement,
    NumberReplacement,
    NumberReplacementUndone,
)
from consent.number_replacements.only_the_keeper import require_keeper
from samplan.contracts.codes import Agency


class UndoReplacement(
    Command[Office],
    path="undoing",
    sv="Ångra ett felaktigt byte",
    en="Undo a replacement recorded in error",
):
    """Each number finds its own participant id again."""

    replacement_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> NumberReplacement:
        require_keeper(self.by, office)
        replacement = work.load(NumberReplacement, self.replacement_id)
        replacement.undo(NumberReplacementUndone, self.occurred_on, too_early=BeforeTheReplacement)
        return replacement
