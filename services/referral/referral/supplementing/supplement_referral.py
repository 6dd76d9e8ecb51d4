from datetime import date
from typing import ClassVar

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from referral.case.coded_form import CodedForm
from referral.case.referral import Referral, ReferralStep
from referral.case.step import Step
from referral.form.completeness import CompleteForm
from referral.office.command import ReferralCommand
from referral.office.office import Office
from referral.persons.replaced import PERSONS
from referral.protection.protect_identity import protect_all
from referral.submitting.make_referral import coded


class ReferralNotReturned(Refused):
    code = "referral_not_returned"
    title: ClassVar[str] = "The referral has not been returned"


class DiffersFromReferral(Refused):
    """`fields` names what a supplement may not change."""

    code = "differs_from_referral"
    title: ClassVar[str] = "A supplement is about the same person, programme and date"


class ReferralSupplemented(ReferralStep):
    """`sealed`: the whole form as it now is."""

    TOPIC = "referral.ReferralSupplemented"
    sealed: str
    coded: CodedForm

    def apply(self, referral: Referral) -> None:
        referral.gaps = ()
        referral.trace = None
        referral.sealed, referral.form_of_day = self.sealed, self.occurred_on
        referral.sex, referral.age_band = self.coded.sex, self.coded.age_band
        referral.income_support = self.coded.income_support
        referral.has_income_support = self.coded.has_income_support
        referral.is_protected = referral.is_protected or self.coded.is_protected
        referral.reach(Step.SUBMITTED, self.occurred_on)


def supplement(referral: Referral, sealed: str, coded_form: CodedForm, on: date) -> None:
    """The whole form. What was assessed on the old one has to be assessed again."""
    referral.require_open(on)
    if referral.step is not Step.RETURNED:
        raise ReferralNotReturned
    protected = referral.is_protected or coded_form.is_protected
    referral.record(ReferralSupplemented, on, sealed=sealed, coded=coded_form, is_protected=protected)


def require_same_referral(
    referral: Referral, programme: str, referred_on: date, *, is_same_person: bool
) -> None:
    """Raises DiffersFromReferral: a supplement is about the same person, programme and date."""
    same = {
        "programme": programme == referral.programme,
        "occurredOn": referred_on == referral.referred_on,
        "participant/personnummer": is_same_person,
    }
    if differing := [field for field, is_same in same.items() if not is_same]:
        raise DiffersFromReferral(fields=differing)


class SupplementReferral(
    ReferralCommand, path="supplement", sv="Komplettera remissen", en="Supplement the referral"
):
    """The whole form, about the same person, programme and date. Every gap is named in one answer."""

    form: CompleteForm

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        said = office.persons.known_as(self.form.personnummer, work)
        same_person = said in PERSONS.linked(referral.person, work)
        require_same_referral(referral, self.form.programme, self.form.on, is_same_person=same_person)
        sealed = office.persons.seal(referral.person, self.form.form, referral.id)
        coded_form = coded(self.form, referral.person, work)
        if coded_form.is_protected:
            protect_all(referral, self.by, self.occurred_on, work)
        supplement(referral, sealed, coded_form, self.occurred_on)
        return referral
