from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.clock.deadline import settle_deadline
from planning.ending.close_plan import close_plan
from planning.error_entry.referral_owners import require_owner
from planning.office import Office, plan_in_circle
from planning.opening.enrolment_joined import EnrolmentJoined
from planning.opening.enrolments import plan_of
from planning.opening.programme_entered import ProgrammeEntered, enter_programme
from planning.opening.waiting_visit_ends import (
    VisitEnd,
    forget_visit_end,
    note_visit_end,
    visit_ends_to_apply,
)
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import ExitClass, Mode, StudyVisitEnd


class StudyVisitOver(PlanFact, private=True):
    """A visit has ended without an enrolment, and another one of the participant runs."""

    TOPIC = "planning.StudyVisitOver"
    referral_id: UUID


def end_visit(plan: Plan, visit: VisitEnd, due_on: date) -> None:
    """The clock starts, due on that day without stops, or the plan closes with the last of its visits.

    Neither where another referral has enrolled the participant in the programme. The clock starts also where
    the exit was registered first, of that day or a later one (I29).
    """
    is_first = plan.is_study_visit and visit.end is StudyVisitEnd.ENROLLED
    has_ended = plan.ended_on is not None and (not is_first or plan.ended_on < visit.on)
    if has_ended or not (is_first or _led_alone(plan, visit.referral_id)):
        return
    match visit.end:
        case StudyVisitEnd.ENROLLED:
            enter_programme(plan, visit.referral_id, due_on, visit.on)
            settle_deadline(plan)
        case StudyVisitEnd.PARTICIPATION_ENDED:
            _leave(plan, visit)
        case StudyVisitEnd.DECEASED:
            close_plan(plan, ExitClass.DECEASED, visit.on)


def _leave(plan: Plan, visit: VisitEnd) -> None:
    over = {one.referral_id: one.occurred_on for one in plan.recorded(StudyVisitOver)}
    if visit.referral_id in over:
        return
    if plan.right_referrals - {*over, visit.referral_id}:
        plan.record(StudyVisitOver, visit.on, referral_id=visit.referral_id)
    else:
        close_plan(plan, ExitClass.UNDECIDED_AFTER_STUDY_VISIT, max([visit.on, *over.values()]))


def _led_alone(plan: Plan, referral_id: UUID) -> bool:
    """No other referral has led to the plan but by a study visit, and none has entered the programme."""
    joined = {one.referral_id: one.mode for one in plan.recorded(EnrolmentJoined)}
    modes = {plan.referral_id: plan.opened_as, **joined}
    visits = {one for one, mode in modes.items() if mode is Mode.STUDY_VISIT}
    entered = {one.referral_id for one in plan.recorded(ProgrammeEntered)}
    return not plan.right_referrals - ((visits | {referral_id}) - entered)


def _end_in(plan_id: UUID, visit: VisitEnd, work: Records, office: Office) -> None:
    """Raises StillCatchingUp: what follows is published once."""
    plan = plan_in_circle(work.load(Plan, plan_id), work, office.circle_today)
    work.require_caught_up(*plan.rests_on)
    end_visit(plan, visit, office.agreement_due_on(plan.programme, visit.on))


class EndStudyVisit(Command[Office]):
    """As its referral service says. While the enrolment waits for a consent, the end waits with it."""

    visit: VisitEnd
    source: str

    def carry_out(self, work: Records, office: Office) -> None:
        """Raises OwnedByAnother."""
        require_owner(self.visit.referral_id, self.source, work)
        if plan_id := plan_of(self.visit.referral_id, work):
            _end_in(plan_id, self.visit, work, office)
        else:
            note_visit_end(self.visit, work)


class EndWaitingVisits(Command[Office]):
    """A consent has been granted: plans may have opened for visits that have ended."""

    def carry_out(self, work: Records, office: Office) -> None:
        for plan_id, visit in visit_ends_to_apply(work):
            forget_visit_end(visit.referral_id, work)
            _end_in(plan_id, visit, work, office)
