from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.agreement.plan_agreed import Agreed, AgreementCommand
from planning.plan import Plan
from planning.plan.leading import require_leading_role


class NotTheirCoordinator(Refused):
    """Not the keeper either, unless it coordinates the plan (P-06)."""

    code = "not_their_coordinator"
    status = 403
    title: ClassVar[str] = "The participant agrees through the agency that coordinates the plan"


class ParticipantAgreed(Agreed, private=True):
    TOPIC = "planning.ParticipantAgreed"

    def apply(self, plan: Plan) -> None:
        plan.agreeing = plan.agreeing.with_participant(self.occurred_on)


class AgreeForParticipant(
    AgreementCommand,
    path="agreement/participant",
    sv="Registrera deltagarens godkännande",
    en="Record that the participant agrees",
):
    """The participant agrees through the coordinator: any other agency gets 403 (P-06)."""

    def agree(self, plan: Plan) -> None:
        if self.by != plan.coordinator:
            raise NotTheirCoordinator
        require_leading_role(self.role)
        if plan.agreeing.participant_on is None:
            plan.record(ParticipantAgreed, self.occurred_on)
