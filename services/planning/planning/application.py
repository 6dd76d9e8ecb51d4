"""Command, load, decide, save. `handlers` is the service's table of contents."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from chassis.decisions.work import Handlers, Work
from chassis.settings.programmes import Programmes
from planning.commands import (
    AgreePlan,
    AppointCoordinator,
    ChooseTrack,
    CloseSharing,
    CompleteActivity,
    EnterInError,
    InterruptActivity,
    NoteConsent,
    NoticeMissedDeadlines,
    OpenPlan,
    PlanCommand,
    RecordExit,
    RecordIncomeSupport,
    StartActivity,
)
from planning.domain.exits import Exit
from planning.domain.known_consent import KnownConsent
from planning.domain.plan import Plan
from planning.domain.refusals import PlanNotFound
from planning.queries.enrolments import note_enrolment, open_plan_of, plan_of
from planning.queries.overdue_plans import plans_to_notice
from planning.queries.plans_entered_in_error import tell_if_in_error
from planning.queries.register import enter, is_open_to
from planning.rules import plan_due_on
from samplan.contracts.codes import Agency
from samplan.contracts.planning import plan_id_of


def handlers(programmes: Programmes, keeper: Agency) -> Handlers:
    """What the service does, command by command, as the agency that keeps the plans."""
    return {
        OpenPlan: _open_plan_with(programmes, keeper),
        NoteConsent: note_consent,
        CloseSharing: close_sharing,
        EnterInError: enter_in_error,
        AppointCoordinator: appoint_coordinator,
        ChooseTrack: choose_track,
        AgreePlan: agree_plan,
        NoticeMissedDeadlines: notice_missed_deadlines,
        StartActivity: start_activity,
        CompleteActivity: complete_activity,
        InterruptActivity: interrupt_activity,
        RecordIncomeSupport: record_income_support,
        RecordExit: record_exit,
    }


def _open_plan_with(programmes: Programmes, keeper: Agency) -> Callable[[OpenPlan, Work], Plan]:
    def open_plan(command: OpenPlan, work: Work) -> Plan:
        if known := plan_of(command.referral_id, work):
            return work.load(Plan, known)
        own = plan_id_of(command.referral_id)
        plan_id = open_plan_of(command.participant_id, command.programme, own, work)
        note_enrolment(command.referral_id, plan_id, work)
        consent = _known(command.consent_id, work)
        consent.note_plan(plan_id)
        if plan_id != own:
            return _join(work.load(Plan, plan_id), command, consent, work)
        plan = Plan.open(
            plan_id,
            consent=consent,
            on=command.on,
            referral_id=command.referral_id,
            participant_id=command.participant_id,
            programme=command.programme,
            plan_due_on=plan_due_on(programmes, command.programme, command.on),
            kept_by=keeper,
        )
        return enter(work.add(plan), work)

    return open_plan


def _join(plan: Plan, command: OpenPlan, consent: KnownConsent, work: Work) -> Plan:
    plan.join(command.referral_id, consent, command.on, _beside(consent, plan, work))
    return enter(plan, work)


def note_consent(command: NoteConsent, work: Work) -> None:
    consent = _known(command.consent_id, work)
    consent.note_grant(command.agencies, command.valid_until)
    _heed(consent, command.on, work)


def close_sharing(command: CloseSharing, work: Work) -> None:
    consent = _known(command.consent_id, work)
    consent.note_end(command.reason, command.on)
    _heed(consent, command.on, work)


def enter_in_error(command: EnterInError, work: Work) -> None:
    plan_id = plan_of(command.referral_id, work)
    if plan_id is not None:
        plan = work.load(Plan, plan_id)
        plan.enter_in_error(command.referral_id, command.on)
        tell_if_in_error(enter(plan, work), work)


def appoint_coordinator(command: AppointCoordinator, work: Work) -> Plan:
    plan = _plan(command, work)
    plan.appoint_coordinator(command.agency, command.on)
    return enter(plan, work)


def choose_track(command: ChooseTrack, work: Work) -> Plan:
    plan = _plan(command, work)
    plan.choose_track(command.track, command.on)
    return enter(plan, work)


def agree_plan(command: AgreePlan, work: Work) -> Plan:
    plan = _plan(command, work)
    plan.agree(command.agencies, command.on)
    return enter(plan, work)


def notice_missed_deadlines(command: NoticeMissedDeadlines, work: Work) -> int:
    """How many plans turned out to be late since the last time."""
    late = plans_to_notice(work, command.as_of)
    for plan_id in late:
        plan = work.load(Plan, plan_id)
        plan.notice_deadline(command.as_of)
        enter(plan, work)
    return len(late)


def start_activity(command: StartActivity, work: Work) -> Plan:
    """The agency that asks becomes the activity's owner."""
    plan = _plan(command, work)
    plan.start_activity(command.activity_id, command.kind, command.by, command.on)
    return enter(plan, work)


def complete_activity(command: CompleteActivity, work: Work) -> Plan:
    plan = _plan(command, work)
    plan.complete_activity(command.activity_id, command.by, command.on)
    return enter(plan, work)


def interrupt_activity(command: InterruptActivity, work: Work) -> Plan:
    plan = _plan(command, work)
    plan.interrupt_activity(command.activity_id, command.reason, command.by, command.on)
    return enter(plan, work)


def record_income_support(command: RecordIncomeSupport, work: Work) -> Plan:
    plan = _plan(command, work)
    plan.record_income_support(command.at, command.income_support, command.on)
    return enter(plan, work)


def record_exit(command: RecordExit, work: Work) -> Plan:
    plan = _plan(command, work)
    plan.leave(Exit(command.exit_class, command.subsidy_kind), command.on)
    return enter(plan, work)


def check_is_open(command: PlanCommand, work: Work) -> None:
    """Raises PlanNotFound for an agency that may not, or no longer, know of the plan."""
    if not is_open_to(command.plan_id, command.by, work):
        raise PlanNotFound


def _plan(command: PlanCommand, work: Work) -> Plan:
    check_is_open(command, work)  # before the version: a stale one would tell a stranger that there is a plan
    return work.load(Plan, command.plan_id)


def _known(consent_id: UUID, work: Work) -> KnownConsent:
    return work.find(KnownConsent, consent_id) or work.add(KnownConsent.hear_of(consent_id))


def _heed(consent: KnownConsent, on: date, work: Work) -> None:
    for plan_id in consent.plan_ids:
        plan = work.load(Plan, plan_id)
        plan.heed(consent, on, _beside(consent, plan, work))
        enter(plan, work)


def _beside(consent: KnownConsent, plan: Plan, work: Work) -> list[KnownConsent]:
    """The plan's other consents, but for those that were given in error."""
    others = [_known(one, work) for one in plan.consent_ids if one != consent.id]
    return [one for one in others if not one.is_in_error]
