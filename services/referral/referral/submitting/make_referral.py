"""A referral is made of a complete form: submitted, submitted as a draft, routed, or a row of a round."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from referral.case.coded_form import CodedForm
from referral.case.link import Link
from referral.case.referral import Referral, ReferralFact
from referral.case.referral_submitted import submit
from referral.form.answers import age_band_of, income_support_of
from referral.form.completeness import CompleteForm
from referral.office.command import may_see
from referral.office.office import Office
from referral.office.refusals import IntakeIsPaused
from referral.pauses.pauses import pause_on
from referral.persons.open_referrals import open_referral_of
from referral.persons.person_referrals import earlier_referrals
from referral.protection.protect_identity import is_person_protected, protect_all
from samplan.contracts.codes import Agency, Sex


class DuplicateOpenReferral(Refused):
    """`openReferral` points to the one in hand, where the caller may know of it (R-12)."""

    code = "duplicate_open_referral"
    title: ClassVar[str] = "The person already has an open referral to the programme"


class LinkedToEarlierReferral(ReferralFact, private=True):
    """That a person comes again would tie what one agency did to what another did.

    `within_a_year`: the person's referrals to the programme in the last 12 months, this one included.
    """

    TOPIC = "referral.LinkedToEarlierReferral"
    earlier: UUID
    within_a_year: int

    def apply(self, referral: Referral) -> None:
        referral.link = Link(earlier=self.earlier, within_a_year=self.within_a_year)


def follow(referral: Referral, earlier: UUID, within_a_year: int, on: date) -> None:
    """An earlier referral of the same person, after its end or routed from it."""
    referral.record(LinkedToEarlierReferral, on, earlier=earlier, within_a_year=within_a_year)


def require_in_time(programme: str, on: date, work: Records, office: Office) -> None:
    """Raises TooFarBack, or IntakeIsPaused on that day or on the one it is received."""
    office.require_in_time(programme, on)
    for day in (on, office.today()):
        if reason := pause_on(programme, day, work):
            raise IntakeIsPaused(reason=reason)


def make_referral(
    complete: CompleteForm, by: Agency, work: Records, office: Office, *, routed_from: UUID | None = None
) -> Referral:
    """A new referral.

    Refused in a pause, on its own day or on the one it is received, and while the person has an open one.
    """
    office.require_takes_referrals(complete.programme, by, complete.on)
    require_in_time(complete.programme, complete.on, work, office)
    person = office.persons.known_as(complete.personnummer, work)
    if has_open := open_referral_of(person, complete.programme, work):
        shown = str(has_open) if may_see(has_open, by, work, office) else None
        raise DuplicateOpenReferral(openReferral=shown)
    referral = work.add(_submitted(complete, person, by, work, office))
    earlier, within_a_year = earlier_referrals(person, complete.programme, complete.on, work)
    if before := routed_from or earlier:
        follow(referral, before, within_a_year + 1, complete.on)
    if referral.is_protected:
        protect_all(referral, by, complete.on, work)
    return referral


def coded(complete: CompleteForm, person: UUID, work: Records) -> CodedForm:
    """Where the form leaves protected identity open, what another referral of the person states holds."""
    stated = complete.form.participant.protected_identity
    return CodedForm(
        sex=Sex(complete.personnummer.legal_sex),
        age_band=age_band_of(complete.personnummer.born_between, complete.on),
        income_support=income_support_of(complete.form),
        has_income_support=complete.form.economy.receives_income_support is True,
        is_protected=is_person_protected(person, work) if stated is None else stated,
    )


def _submitted(complete: CompleteForm, person: UUID, by: Agency, work: Records, office: Office) -> Referral:
    referral_id = uuid4()
    return submit(
        referral_id,
        programme=complete.programme,
        referring_agency=by,
        person=person,
        sealed=office.persons.seal(person, complete.form, referral_id),
        on=complete.on,
        **vars(coded(complete, person, work)),
    )
