"""What all commands upon one draft have in common."""

from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.drafts.draft import Draft, DraftEnd, DraftNotFound
from referral.drafts.drafts import is_own_draft
from referral.form.asked import Form
from referral.office.office import Office
from referral.office.refusals import AgencyNotInProgramme
from samplan.contracts.codes import Agency


class DraftCommand(Command[Office]):
    """About one draft, by the agency that writes it."""

    draft_id: UUID
    by: Agency

    def draft_in(self, work: Records) -> Draft:
        """Raises DraftNotFound for any other agency, the keeper included."""
        # Before the version is compared: a 412 would disclose to another agency that there is a draft.
        if not is_own_draft(self.draft_id, self.by, work):
            raise DraftNotFound
        return work.load(Draft, self.draft_id)


def require_may_draft(form: Form, by: Agency, office: Office) -> None:
    """A draft that names no programme yet is by an agency of any. Raises AgencyNotInProgramme (R-01)."""
    own = office.programmes_of(by)
    if not own or form.programme in set(office.programme_ids) - own:
        raise AgencyNotInProgramme


def form_of(draft: Draft, office: Office) -> Form:
    """Raises DraftNotFound once it is erased."""
    form = office.persons.opened_form(draft.sealed, draft.id)
    if form is None:
        raise DraftNotFound
    return form


def end_draft(draft: Draft, end: DraftEnd, office: Office) -> Draft:
    """What was written in it is erased at once."""
    office.persons.erase(draft.id)
    draft.end(end)
    return draft
