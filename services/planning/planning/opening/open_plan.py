from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.opening.enrolment_joined import join_plan
from planning.opening.enrolments import plan_of
from planning.opening.open_plans import open_plan_of
from planning.opening.plan_opened import open_plan
from planning.plan import Office, Plan
from planning.sharing.known_consent import KnownConsent, known_consent
from planning.sharing.share_plan import other_consents


class OpenPlan(Command[Office]):
    """For an enrolment. It joins the participant's open plan in the programme, if there is one."""

    plan_id: UUID
    referral_id: UUID
    participant_id: UUID
    consent_id: UUID
    programme: str
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Plan:
        if known := plan_of(self.referral_id, work):
            return work.load(Plan, known)
        consent = known_consent(self.consent_id, work)
        if consent.covers(self.occurred_on):
            work.require_caught_up(consent.id, self.referral_id)
        if has_open := open_plan_of(self.participant_id, self.programme, work):
            plan = work.load(Plan, has_open)
            others = other_consents(consent, plan, work)
            join_plan(plan, self.referral_id, consent, self.occurred_on, others)
        else:
            plan = work.add(self._opened(consent, office))
        consent.note_plan(plan.id)
        return plan

    def _opened(self, consent: KnownConsent, office: Office) -> Plan:
        return open_plan(
            self.plan_id,
            consent=consent,
            referral_id=self.referral_id,
            participant_id=self.participant_id,
            programme=self.programme,
            plan_due_on=office.plan_due_on(self.programme, self.occurred_on),
            kept_by=office.keeper,
            on=self.occurred_on,
        )
