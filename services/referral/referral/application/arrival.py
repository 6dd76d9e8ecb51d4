"""A referral comes in, is returned for what it lacks, and comes back complete under the same id."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.work import Work
from referral.application.office import Office, own_referral
from referral.commands import ReadReferral, ReturnReferral, SubmitReferral, SupplementReferral
from referral.domain.office_refusals import IntakeIsPaused
from referral.domain.referral import Referral
from referral.domain.refusals import DuplicateOpenReferral
from referral.domain.state import CodedForm
from referral.form.answers import age_band_of, income_support_of
from referral.form.completeness import CompleteForm
from referral.form.fields import Form
from referral.form.meeting import Meeting
from referral.persons.open_referrals import open_referral
from referral.persons.replaced import linked_persons
from referral.queries.cases import enter
from referral.queries.pauses import pause_on
from referral.queries.uncounted import add_uncounted
from referral.rules import check_takes_referrals
from samplan.contracts.codes import Agency, Sex


@dataclass(frozen=True, kw_only=True)
class OpenedReferral:
    """A referral with its personal fields; without them once the person's key is destroyed."""

    referral: Referral
    form: Form | None
    meeting: Meeting | None
    earlier: UUID | None


def submit_referral(office: Office, command: SubmitReferral, work: Work) -> Referral:
    return apply_batch(office, command.form, command.by, work)


def apply_batch(
    office: Office, complete: CompleteForm, by: Agency, work: Work, *, routed_from: UUID | None = None
) -> Referral:
    """A referral made of a complete form. Refused in a pause, and while the person has an open one."""
    _check_takes(office, complete, by, work)
    referral_id = uuid4()
    person = office.persons.known_as(complete.personnummer, work)
    opened = open_referral(person, complete.programme, referral_id, work)
    if opened != referral_id:
        raise DuplicateOpenReferral(openReferral=_pointer(office, opened, by, work))
    referral = Referral.submit(
        referral_id,
        programme=complete.programme,
        referring_agency=by,
        person=person,
        sealed=office.persons.seal(person, complete.form, referral_id),
        on=complete.on,
        **vars(_coded(office, complete, person, work)),
    )
    earlier, within_a_year = office.persons.link(referral, work)
    if before := routed_from or earlier:
        referral.follow(before, within_a_year, complete.on)
    work.add(referral)
    if referral.is_protected:
        add_uncounted(referral.sex, complete.on.year, work)
        _protect(office, referral, complete.on, work)
    return enter(referral, work)


def _check_takes(office: Office, complete: CompleteForm, by: Agency, work: Work) -> None:
    check_takes_referrals(office.programmes, complete.programme, by, complete.on)
    if reason := pause_on(complete.programme, complete.on, work):
        raise IntakeIsPaused(reason=reason)


def return_referral(office: Office, command: ReturnReferral, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    office.check_is_kept_by(command.by)
    referral.return_to_referrer(command.gaps, command.on)
    return enter(referral, work)


def supplement_referral(office: Office, command: SupplementReferral, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    complete = command.form
    said = office.persons.known_as(complete.personnummer, work)
    same_person = said in linked_persons(referral.person, work)
    referral.check_same_referral(complete.programme, complete.on, is_same_person=same_person)
    sealed = office.persons.seal(referral.person, complete.form, referral.id)
    coded = _coded(office, complete, referral.person, work)
    if coded.is_protected:
        _protect(office, referral, command.on, work)
    referral.supplement(sealed, coded, command.on)
    return enter(referral, work)


def _protect(office: Office, stated: Referral, on: date, work: Work) -> None:
    """What one referral of hers states holds for all of them; those told of are counted anonymously now."""
    for referral_id in office.persons.referrals_of(stated.person, work):
        referral = work.load(Referral, referral_id)
        if referral.is_protected:
            continue
        referral.protect_identity(on)
        if referral.is_to_be_counted:
            add_uncounted(referral.sex, referral.referred_on.year, work)
        enter(referral, work)


def read_referral(office: Office, command: ReadReferral, work: Work) -> OpenedReferral:
    referral = own_referral(office, command, work)
    earlier = referral.link and referral.link.earlier
    return OpenedReferral(
        referral=referral,
        form=office.persons.form_of(referral),
        meeting=office.persons.meeting_of(referral),
        earlier=earlier if earlier and office.may_see(earlier, command.by, work) else None,
    )


def _coded(office: Office, complete: CompleteForm, person: UUID, work: Work) -> CodedForm:
    """Where the form leaves protected identity open, what another referral of hers has stated holds."""
    stated = complete.form.participant.protected_identity
    return CodedForm(
        sex=Sex(complete.personnummer.legal_sex),
        age_band=age_band_of(complete.personnummer.born_between, complete.on),
        income_support=income_support_of(complete.form),
        has_income_support=complete.form.economy.receives_income_support is True,
        is_protected=office.persons.is_protected(person, work) if stated is None else stated,
    )


def _pointer(office: Office, opened: UUID, by: Agency, work: Work) -> str | None:
    return str(opened) if office.may_see(opened, by, work) else None
