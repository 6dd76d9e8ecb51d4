"""From the criteria to the decision: assessment, intake meeting, enrolment or the end of the referral."""

from chassis.work import Work
from referral.application.office import Office, own_referral
from referral.commands import (
    AssessEligibility,
    BookIntakeMeeting,
    DeclineReferral,
    EnrolParticipant,
    HoldIntakeMeeting,
)
from referral.domain.eligibility import Trace, assess
from referral.domain.known_consent import KnownConsent, consent_in_force
from referral.domain.referral import Referral
from referral.form.answers import facts_of
from referral.queries.cases import consents_about, enter
from referral.rules import needed_agencies, policy_in_force


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
