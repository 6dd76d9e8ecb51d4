from dataclasses import dataclass

from chassis.decisions.commands import Records
from referral.drafts.draft import Draft
from referral.drafts.draft_command import DraftCommand, form_of
from referral.form.asked import Form
from referral.office.office import Office


@dataclass(frozen=True, kw_only=True)
class OpenedDraft:
    draft: Draft
    form: Form


class ReadDraft(DraftCommand):
    """With what is written in it."""

    def carry_out(self, work: Records, office: Office) -> OpenedDraft:
        draft = self.draft_in(work)
        return OpenedDraft(draft=draft, form=form_of(draft, office))
