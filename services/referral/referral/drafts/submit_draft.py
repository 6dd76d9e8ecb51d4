from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.drafts.draft import DraftEnd
from referral.drafts.draft_command import DraftCommand, end_draft, form_of
from referral.form.completeness import complete
from referral.office.office import Office
from referral.submitting.make_referral import make_referral


class SubmitDraft(
    DraftCommand,
    path="submission",
    sv="Lämna utkastet som remiss",
    en="Submit the draft as a referral",
    creates=True,
):
    """Every gap that is left is named in one answer, 422. The draft is erased once it is a referral."""

    def carry_out(self, work: Records, office: Office) -> Referral:
        draft = self.draft_in(work)
        referral = make_referral(complete(form_of(draft, office)), self.by, work, office)
        end_draft(draft, DraftEnd.SUBMITTED, office)
        return referral
