from dataclasses import field
from datetime import date
from uuid import UUID

from planning.opening.programme_entered import enter_programme
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import Mode


class EnrolmentJoined(PlanFact):
    """Another referral service has enrolled the participant while the plan was open.

    `mode`: unknown where an earlier version recorded it.
    """

    TOPIC = "planning.EnrolmentJoined"
    referral_id: UUID
    consent_id: UUID
    mode: Mode | None = field(default=None, kw_only=True)

    def apply(self, plan: Plan) -> None:
        plan.joined_referrals = (*plan.joined_referrals, self.referral_id)
        plan.consent_ids = tuple(dict.fromkeys((*plan.consent_ids, self.consent_id)))


def join_plan(plan: Plan, referral_id: UUID, consent_id: UUID, mode: Mode, due_on: date, on: date) -> None:
    """One participant has one open plan in a programme (C-14).

    A study visitor's clock starts with the first enrolment in the programme: it is due on `due_on`.
    """
    plan.record(EnrolmentJoined, on, referral_id=referral_id, consent_id=consent_id, mode=mode)
    if plan.is_study_visit and mode is Mode.PROGRAMME:
        enter_programme(plan, referral_id, due_on, on)
