from datetime import date

from chassis.decisions.commands import Command, Records
from referral.drafts.draft import Draft, DraftEnd
from referral.drafts.draft_command import DraftCommand, end_draft
from referral.drafts.drafts import drafts_past_their_time
from referral.office.office import Office


class DiscardDraft(DraftCommand, path="", sv="Kasta utkastet", en="Discard the draft", method="DELETE"):
    """What was written in it is erased at once."""

    def carry_out(self, work: Records, office: Office) -> Draft:
        return end_draft(self.draft_in(work), DraftEnd.DISCARDED, office)


class DiscardOldDrafts(Command[Office]):
    """The clock asks: a draft is kept for 30 days from the last edit."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """How many were past their time."""
        old = list(work.undamaged(Draft, drafts_past_their_time(self.as_of, work)))
        for draft in old:
            end_draft(draft, DraftEnd.EXPIRED, office)
        return len(old)
