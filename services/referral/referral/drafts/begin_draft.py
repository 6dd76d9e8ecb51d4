from datetime import date
from uuid import uuid4

from chassis.decisions.commands import Command, Records
from referral.drafts.draft import Draft
from referral.drafts.draft_command import require_may_draft
from referral.form.asked import Form
from referral.office.office import Office
from samplan.contracts.codes import Agency


class BeginDraft(Command[Office], path="", sv="Börja ett utkast", en="Begin a draft", creates=True):
    """As much of the form as there is, by an agency of the programme.

    Nothing of a draft is published or shown to another agency.
    """

    by: Agency
    occurred_on: date
    form: Form

    def carry_out(self, work: Records, office: Office) -> Draft:
        require_may_draft(self.form, self.by, office)
        draft_id = uuid4()
        sealed = office.persons.seal(draft_id, self.form, draft_id)
        return work.add(Draft.start(draft_id, agency=self.by, sealed=sealed, on=self.occurred_on))
