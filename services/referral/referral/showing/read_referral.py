from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.form.asked import ContactDetails, Form, Meeting, Representative
from referral.office.command import AboutReferral, may_see
from referral.office.office import Dated, Office


@dataclass(frozen=True, kw_only=True)
class OpenedReferral:
    """A referral with its personal fields; without them once the key is destroyed, or to a delegate."""

    referral: Referral
    form: Form | None
    meeting: Meeting | None
    earlier: UUID | None
    is_erased: bool
    contacts: Sequence[Dated[ContactDetails]] = ()
    representatives: Sequence[Dated[Representative | None]] = ()


class ReadReferral(AboutReferral):
    """With its personal fields."""

    def carry_out(self, work: Records, office: Office) -> OpenedReferral:
        referral = self.referral_in(work, office)
        earlier = referral.link and referral.link.earlier
        form = office.persons.form_of(referral)
        return OpenedReferral(
            referral=referral,
            form=form,
            meeting=office.persons.meeting_of(referral),
            earlier=earlier if earlier and may_see(earlier, self.by, work, office) else None,
            is_erased=form is None,
            contacts=office.persons.contacts_of(referral),
            representatives=office.persons.representatives_of(referral),
        )
