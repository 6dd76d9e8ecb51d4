from datetime import date

from chassis.decisions.commands import Records
from referral.drafts.draft import Draft
from referral.drafts.draft_command import DraftCommand, require_may_draft
from referral.form.asked import Form
from referral.office.office import Office


class EditDraft(DraftCommand, path="", sv="Skriv om utkastet", en="Rewrite the draft", method="PUT"):
    """The whole form; its 30 days begin again."""

    occurred_on: date
    form: Form

    def carry_out(self, work: Records, office: Office) -> Draft:
        draft = self.draft_in(work)
        require_may_draft(self.form, self.by, office)
        draft.edit(office.persons.seal(draft.id, self.form, draft.id), self.occurred_on)
        return draft
