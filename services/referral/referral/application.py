"""Command, load, decide, save. `handlers` is the service's table of contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4

from chassis.programmes import Programmes
from chassis.work import Handlers, Work
from contracts.codes import Agency, Sex
from referral.commands import (
    AssessEligibility,
    BookIntakeMeeting,
    DeclineReferral,
    EnrolParticipant,
    HoldIntakeMeeting,
    NoteConsent,
    NoteCoverage,
    NoteRefusal,
    ReadReferral,
    ReferralCommand,
    SubmitReferral,
    WithdrawConsent,
)
from referral.domain.area import Area
from referral.domain.eligibility import Trace, assess
from referral.domain.known_consent import ConsentEnd, KnownConsent, consent_in_force
from referral.domain.referral import Referral
from referral.domain.refusals import DuplicateOpenReferral, ReferralNotFound
from referral.form.answers import age_band_of, facts_of, income_support_of
from referral.form.fields import Form
from referral.form.meeting import Meeting
from referral.persons import Persons
from referral.queries.cases import belongs_to, consents_about, enter, enter_coverage
from referral.rules import check_takes_referrals, needed_agencies, policy_in_force


@dataclass(frozen=True)
class Office:
    """The intake office: whose it is, the rules it works by, and its files on persons."""

    keeper: Agency
    programmes: Programmes
    areas: Mapping[str, Area]
    persons: Persons


@dataclass(frozen=True, kw_only=True)
class OpenedReferral:
    """A referral with its personal fields; without them once the person's key is destroyed."""

    referral: Referral
    form: Form | None
    meeting: Meeting | None


def handlers(office: Office) -> Handlers:
    """What the service does, command by command."""
    return {
        SubmitReferral: partial(submit_referral, office),
        ReadReferral: partial(read_referral, office),
        AssessEligibility: partial(assess_eligibility, office),
        BookIntakeMeeting: partial(book_intake_meeting, office),
        HoldIntakeMeeting: partial(hold_intake_meeting, office),
        EnrolParticipant: partial(enrol_participant, office),
        DeclineReferral: partial(decline_referral, office),
        NoteConsent: note_consent,
        NoteCoverage: note_coverage,
        WithdrawConsent: withdraw_consent,
        NoteRefusal: note_refusal,
    }


def submit_referral(office: Office, command: SubmitReferral, work: Work) -> Referral:
    complete, form = command.form, command.form.form
    check_takes_referrals(office.programmes, complete.programme, command.by, complete.on)
    referral_id = uuid4()
    person = office.persons.known_as(complete.personnummer, work)
    opened = office.persons.open_referral(person, complete.programme, referral_id, work)
    if opened != referral_id:
        raise DuplicateOpenReferral(openReferral=_pointer(office, opened, command.by, work))
    referral = Referral.submit(
        referral_id,
        programme=complete.programme,
        referring_agency=command.by,
        person=person,
        sealed=office.persons.seal(person, form, referral_id),
        sex=Sex(complete.personnummer.legal_sex),
        age_band=age_band_of(complete.personnummer.born_between, complete.on),
        income_support=income_support_of(form),
        has_income_support=form.economy.receives_income_support is True,
        on=complete.on,
    )
    return enter(work.add(referral), work)


def read_referral(office: Office, command: ReadReferral, work: Work) -> OpenedReferral:
    referral = own_referral(office, command, work)
    return OpenedReferral(
        referral=referral,
        form=office.persons.form_of(referral),
        meeting=office.persons.meeting_of(referral),
    )


def assess_eligibility(office: Office, command: AssessEligibility, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    policy = policy_in_force(office.programmes, referral.programme, referral.referred_on)
    facts = facts_of(
        office.persons.form_of(referral),
        referred_on=referral.referred_on,
        referring_agency=referral.referring_agency,
        sex=referral.sex,
    )
    trace = Trace(
        policy=referral.programme,
        policy_version=policy.version,
        source=policy.source,
        findings=assess(policy.criteria, facts, office.areas),
    )
    referral.assess_eligibility(trace, command.on)
    return enter(referral, work)


def book_intake_meeting(office: Office, command: BookIntakeMeeting, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    sealed = office.persons.seal(referral.person, command.meeting, referral.id)
    referral.book_intake_meeting(command.meeting.meeting_on, sealed, command.on)
    return enter(referral, work)


def hold_intake_meeting(office: Office, command: HoldIntakeMeeting, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    referral.hold_intake_meeting(command.on)
    return enter(referral, work)


def enrol_participant(office: Office, command: EnrolParticipant, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    referral.check_may_enrol(command.on)
    consents = [work.load(KnownConsent, known) for known in consents_about(referral.id, work)]
    needed = needed_agencies(office.programmes, referral.programme, referral.referring_agency, command.on)
    consent_id, participant_id = consent_in_force(consents, needed, command.on)
    referral.enrol(participant_id, consent_id, command.mode, command.on)
    office.persons.close_referral(referral.id, work)
    return enter(referral, work)


def decline_referral(office: Office, command: DeclineReferral, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    words = office.persons.seal_words(referral.person, command.words, referral.id)
    referral.decline(command.reason, words, command.on)
    office.persons.close_referral(referral.id, work)
    return enter(referral, work)


def note_consent(command: NoteConsent, work: Work) -> None:
    consent = _heard_of(command, work)
    consent.note_grant(command.participant_id, command.agencies, command.valid_until, command.on)
    _cover(consent, command, work)


def note_coverage(command: NoteCoverage, work: Work) -> None:
    _cover(_heard_of(command, work), command, work)


def withdraw_consent(command: WithdrawConsent, work: Work) -> None:
    _heard_of(command, work).note_end(command.reason, command.on)


def note_refusal(command: NoteRefusal, work: Work) -> None:
    consent = _heard_of(command, work)
    consent.note_end(ConsentEnd.REFUSED, command.on)
    _cover(consent, command, work)


def own_referral(office: Office, command: ReferralCommand | ReadReferral, work: Work) -> Referral:
    """For the agency that made it and the keeper of the intake, else ReferralNotFound (R-14)."""
    # Before the version is looked at: a stale one would tell a stranger that there is a referral.
    if command.by != office.keeper and not belongs_to(command.referral_id, command.by, work):
        raise ReferralNotFound
    return work.load(Referral, command.referral_id)


def _pointer(office: Office, opened: UUID, by: Agency, work: Work) -> str | None:
    return str(opened) if by == office.keeper or belongs_to(opened, by, work) else None


def _heard_of(
    command: NoteConsent | NoteCoverage | NoteRefusal | WithdrawConsent, work: Work
) -> KnownConsent:
    known = work.find(KnownConsent, command.consent_id)
    return known or work.add(KnownConsent.hear_of(command.consent_id, command.on))


def _cover(consent: KnownConsent, command: NoteConsent | NoteCoverage | NoteRefusal, work: Work) -> None:
    consent.note_coverage(command.referral_id, command.on)
    enter_coverage(command.referral_id, consent.id, work)
