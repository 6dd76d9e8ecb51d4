"""From the criteria to the decision: assessment, intake meeting, enrolment or the end of the referral."""

from datetime import date
from typing import assert_never
from uuid import UUID

from chassis.decisions.work import Work
from referral.application.consents import consent_to_rest_on
from referral.application.office import Office, own_referral
from referral.commands import (
    AssessEligibility,
    BookIntakeMeeting,
    EnrolParticipant,
    HoldIntakeMeeting,
    MissIntakeMeeting,
    PostponeDecision,
    RebookIntakeMeeting,
)
from referral.commands.office import CheckEligibility
from referral.domain.criteria import Facts
from referral.domain.eligibility import Trace, assess
from referral.domain.known_consent import KnownConsent
from referral.domain.office_refusals import UnknownProgramme
from referral.domain.referral import Referral
from referral.form.answers import facts_of
from referral.form.meeting import Meeting
from referral.persons.open_referrals import close_referral
from referral.queries.cases import consents_about, enter
from referral.queries.disclosure_log import enter_participant
from referral.queries.study_visits import enter_visit
from referral.rules import needed_agencies, policy_in_force, visit_clocks
from samplan.contracts.codes import Mode


def check_eligibility(office: Office, command: CheckEligibility, _: Work) -> Trace:
    """A dry run: what an assessment would say of these facts. Nothing is stored."""
    if command.programme not in office.programmes:
        raise UnknownProgramme
    return _tried(office, command.programme, command.facts)


def assess_eligibility(office: Office, command: AssessEligibility, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    facts = facts_of(
        office.persons.form_of(referral),
        referred_on=referral.referred_on,
        referring_agency=referral.referring_agency,
        sex=referral.sex,
    )
    referral.assess_eligibility(_tried(office, referral.programme, facts), command.on)
    return enter(referral, work)


def _tried(office: Office, programme: str, facts: Facts) -> Trace:
    policy = policy_in_force(office.programmes, programme, facts.referred_on)
    return Trace(
        policy=programme,
        policy_version=policy.version,
        source=policy.source,
        findings=assess(policy.criteria, facts, office.areas),
    )


def book_intake_meeting(office: Office, command: BookIntakeMeeting, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    sealed = _agreed(office, referral, command.meeting)
    referral.book_intake_meeting(command.meeting.meeting_on, sealed, command.on)
    return enter(referral, work)


def _agreed(office: Office, referral: Referral, meeting: Meeting) -> str:
    """The meeting, sealed. Raises InterpreterNeeded, PersonIsErased."""
    meeting.check_suits(office.persons.form_of(referral))
    return office.persons.seal(referral.person, meeting, referral.id)


def hold_intake_meeting(office: Office, command: HoldIntakeMeeting, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    referral.hold_intake_meeting(command.on)
    return enter(referral, work)


def rebook_intake_meeting(office: Office, command: RebookIntakeMeeting, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    sealed = _agreed(office, referral, command.meeting)
    referral.rebook_intake_meeting(command.meeting.meeting_on, sealed, command.reason, command.on)
    return enter(referral, work)


def miss_intake_meeting(office: Office, command: MissIntakeMeeting, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    referral.miss_intake_meeting(command.reason, command.on)
    return enter(referral, work)


def postpone_decision(office: Office, command: PostponeDecision, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    referral.postpone_decision(command.reason, command.until, command.on)
    return enter(referral, work)


def enrol_participant(office: Office, command: EnrolParticipant, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    referral.check_may_enrol(command.on)
    consent_id, participant_id = consent_for(referral, office, command.on, work)
    match command.mode:
        case Mode.PROGRAMME:
            referral.enrol(participant_id, consent_id, command.mode, command.on)
        case Mode.STUDY_VISIT:
            clocks = visit_clocks(office.programmes, referral.programme, command.on)
            referral.check_may_visit()
            referral.enrol(participant_id, consent_id, command.mode, command.on)
            referral.start_study_visit(clocks, command.on)
            enter_visit(referral, work)
        case _:
            assert_never(command.mode)
    close_referral(referral.id, work)
    enter_participant(referral.id, participant_id, work)
    return enter(referral, work)


def consent_for(referral: Referral, office: Office, on: date, work: Work) -> tuple[UUID, UUID]:
    """The consent in force that day and the participant it is about.

    Raises ConsentNotInForce and StillCatchingUp.
    """
    consents = [work.load(KnownConsent, known) for known in consents_about(referral.id, work)]
    needed = needed_agencies(office.programmes, referral.programme, referral.referring_agency, on)
    return consent_to_rest_on(consents, needed, on, work)
