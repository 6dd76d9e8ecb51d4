"""Drafts (R-01): kept for 30 days from the last edit, then gone. Nothing of a draft is published."""

from dataclasses import dataclass
from uuid import uuid4

from chassis.decisions.work import Work
from referral.application.arrival import apply_batch
from referral.application.office import Office
from referral.commands import BeginDraft, DiscardDraft, DraftCommand, EditDraft, ReadDraft, SubmitDraft
from referral.commands.office import DiscardOldDrafts
from referral.domain.draft import Draft, DraftEnd
from referral.domain.referral import Referral
from referral.domain.refusals import DraftNotFound, IncompleteReferral
from referral.form.completeness import FormHasGaps, complete
from referral.form.fields import Form
from referral.queries.drafts import drafts_past_their_time, enter_draft, is_own_draft, remove_draft


@dataclass(frozen=True, kw_only=True)
class OpenedDraft:
    draft: Draft
    form: Form


def begin_draft(office: Office, command: BeginDraft, work: Work) -> Draft:
    draft_id = uuid4()
    sealed = office.persons.seal(draft_id, command.form, draft_id)
    draft = work.add(Draft.start(draft_id, agency=command.by, sealed=sealed, on=command.on))
    return enter_draft(draft, work)


def edit_draft(office: Office, command: EditDraft, work: Work) -> Draft:
    draft = _own_draft(command, work)
    draft.edit(office.persons.seal(draft.id, command.form, draft.id), command.on)
    return enter_draft(draft, work)


def read_draft(office: Office, command: ReadDraft, work: Work) -> OpenedDraft:
    draft = _own_draft(command, work)
    return OpenedDraft(draft=draft, form=_form_of(office, draft))


def discard_draft(office: Office, command: DiscardDraft, work: Work) -> Draft:
    return _end(office, _own_draft(command, work), DraftEnd.DISCARDED, work)


def submit_draft(office: Office, command: SubmitDraft, work: Work) -> Referral:
    draft = _own_draft(command, work)
    try:
        form = complete(_form_of(office, draft))
    except FormHasGaps as lacking:
        raise IncompleteReferral(errors=lacking.gaps) from None
    referral = apply_batch(office, form, command.by, work)
    _end(office, draft, DraftEnd.SUBMITTED, work)
    return referral


def discard_old_drafts(office: Office, command: DiscardOldDrafts, work: Work) -> int:
    old = drafts_past_their_time(command.as_of, work)
    for draft_id in old:
        _end(office, work.load(Draft, draft_id), DraftEnd.EXPIRED, work)
    return len(old)


def _own_draft(command: DraftCommand, work: Work) -> Draft:
    """The agency's own, and still there. A draft is shown to nobody else, the keeper included."""
    # Before the version is looked at: a stale one would tell a stranger that there is a draft.
    if not is_own_draft(command.draft_id, command.by, work):
        raise DraftNotFound
    return work.load(Draft, command.draft_id)


def _form_of(office: Office, draft: Draft) -> Form:
    form = office.persons.opened_form(draft.sealed, draft.id)
    if form is None:
        raise DraftNotFound
    return form


def _end(office: Office, draft: Draft, end: DraftEnd, work: Work) -> Draft:
    office.persons.erase(draft.id)
    draft.end(end)
    remove_draft(draft.id, work)
    return draft
