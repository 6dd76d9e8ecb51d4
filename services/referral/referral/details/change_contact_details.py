from datetime import date

from chassis.decisions.commands import Records
from referral.case.referral import Referral, ReferralFact
from referral.case.sealed_change import SealedChange
from referral.form.asked import ContactDetails
from referral.office.command import ReferralCommand
from referral.office.office import Office
from samplan.contracts.codes import Agency


class ContactDetailsChanged(ReferralFact, private=True):
    """`sealed`: the address and the telephone number from that day on, or why there is none."""

    TOPIC = "referral.ContactDetailsChanged"
    by: Agency
    sealed: str

    def apply(self, referral: Referral) -> None:
        change = SealedChange(on=self.occurred_on, by=self.by, sealed=self.sealed)
        referral.contacts = (*referral.contacts, change)


def change_contact_details(referral: Referral, sealed: str, by: Agency, on: date) -> None:
    """At any time, also after enrolment and after the end."""
    referral.record(ContactDetailsChanged, on, by=by, sealed=sealed)


class ChangeContactDetails(
    ReferralCommand, path="contact-details", sv="Ändra kontaktuppgifter", en="Change the contact details"
):
    """By the agency that referred or by the keeper, at any time. What was stated before stays as history."""

    contact: ContactDetails

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        sealed = office.persons.seal(referral.person, self.contact, referral.id)
        change_contact_details(referral, sealed, self.by, self.occurred_on)
        return referral
