from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.office import Office, plan_in_circle
from planning.opening.enrolment_joined import join_plan
from planning.opening.enrolments import plan_of
from planning.opening.open_plans import open_plan_of
from planning.opening.plan_opened import open_plan
from planning.opening.waiting_enrolments import has_been_granted, note_waiting
from planning.plan import Plan
from samplan.contracts.codes import Agency, Mode
from samplan.privacy.circle.circles import note_consent


class OpenPlan(Command[Office]):
    """For an enrolment. It joins the participant's open plan in the programme, if there is one.

    It waits until a consent to plan together that names the keeper is known, whichever topic is received
    first. A service opens only the plans that it keeps (K13, P-18).
    """

    plan_id: UUID
    referral_id: UUID
    participant_id: UUID
    consent_id: UUID
    programme: str
    mode: Mode
    plan_keeper: Agency | None = None
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Plan | None:
        if known := plan_of(self.referral_id, work):
            return work.load(Plan, known)
        due_on = office.plan_due_on(self.programme, self.occurred_on, self.plan_keeper)
        if due_on is None:
            return None
        note_consent(self.consent_id, self.participant_id, work)
        circle = office.circle_today(self.participant_id, work)
        if not has_been_granted(circle.circle, office.keeper):
            note_waiting(self, work)
            return None
        work.require_caught_up(self.consent_id, self.referral_id, *circle.subjects)
        return self._joined(due_on, work, office) or work.add(self._opened(due_on, work, office))

    def _joined(self, due_on: date, work: Records, office: Office) -> Plan | None:
        plan_id = open_plan_of(self.participant_id, self.programme, work)
        if plan_id is None:
            return None
        plan = plan_in_circle(work.load(Plan, plan_id), work, office.circle_today)
        join_plan(plan, self.referral_id, self.consent_id, self.mode, due_on, self.occurred_on)
        return plan

    def _opened(self, due_on: date, work: Records, office: Office) -> Plan:
        return open_plan(
            self.plan_id,
            circle=office.circle_today(self.participant_id, work),
            referral_id=self.referral_id,
            participant_id=self.participant_id,
            consent_id=self.consent_id,
            programme=self.programme,
            plan_due_on=due_on,
            kept_by=office.keeper,
            mode=self.mode,
            on=self.occurred_on,
        )
